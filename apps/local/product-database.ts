import pg from 'pg';
import type { Service } from '#libs/contracts/contract.js';
import { rolesSql } from '#libs/platform/roles.js';
import { ownerRole, serviceRole } from '#libs/platform/sql.js';
import { Refusal, systemCode } from './refusal.js';
import type { Secrets } from './secrets.js';

/** The addresses of the product's database, each with the password of one role. */
export interface ProductDatabase {
  readonly ownerUrl: string;
  /** As the server's administrator, in the product's database. */
  readonly adminUrl: string;
  of(service: Service): string;
}

/**
 * Makes the product's database and its roles where they are missing.
 * @param adminUrl an address with a user who may create roles; the database it names is used, or `concord` is made when it names `postgres` or none
 * @throws Refusal when the server cannot be reached, the user may not create roles, or the roles belong to another installation
 */
export async function prepareDatabase(adminUrl: string, secrets: Secrets): Promise<ProductDatabase> {
  const url = new URL(adminUrl);
  const named = decodeURIComponent(url.pathname.slice(1));
  const name = named === '' || named === 'postgres' ? 'concord' : named;
  await connected(adminUrl, async (client) => {
    await refuseUnable(client, url.username);
    await refuseForeign(client, secrets.installation);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  });
  const inside = addressed(url, name);
  await connected(inside, async (client) => {
    await client.query(rolesSql({ owner: secrets.ownerPassword, of: (service) => secrets.rolePasswords[service] }, pg.escapeIdentifier(name)));
    await client.query(`comment on role ${ownerRole} is 'concord installation ${secrets.installation}'`);
  });
  return {
    adminUrl: inside,
    ownerUrl: addressed(url, name, ownerRole, secrets.ownerPassword),
    of: (service) => addressed(url, name, serviceRole(service), secrets.rolePasswords[service]),
  };
}

async function connected(address: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await work(client);
  } catch (error) {
    throw refusalOf(error, address);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function refuseUnable(client: pg.Client, user: string): Promise<void> {
  const { rows } = await client.query<{ able: boolean; version: number }>(
    `select (rolsuper or (rolcreaterole and rolcreatedb)) as able, current_setting('server_version_num')::int as version from pg_roles where rolname = current_user`,
  );
  const [facts] = rows;
  if (!facts?.able) throw new Refusal(`DATABASE_URL signs in as "${user}", who may not create roles and databases: give the address of an administrator of the server.`);
  if (facts.version < 150_000) throw new Refusal(`The PostgreSQL of DATABASE_URL is version ${Math.floor(facts.version / 10_000)}: 15 or later is needed.`);
}

/** Roles belong to the whole server. Those of another installation would be given new passwords under its feet. */
async function refuseForeign(client: pg.Client, installation: string): Promise<void> {
  const { rows } = await client.query<{ mark: string | null }>(`select shobj_description(oid, 'pg_authid') as mark from pg_roles where rolname = $1`, [ownerRole]);
  const [there] = rows;
  if (there && there.mark !== `concord installation ${installation}`) {
    throw new Refusal(`The server of DATABASE_URL has the roles of another installation (${there.mark ?? 'unnamed'}; this is ${installation}): use the data folder that belongs to it, or a server of its own.`);
  }
}

function refusalOf(error: unknown, address: string): unknown {
  const { hostname, port, username } = new URL(address);
  const where = `${hostname}:${port || 5432}`;
  switch (systemCode(error)) {
    case 'ECONNREFUSED': case 'EHOSTUNREACH': case 'ETIMEDOUT': case 'ENOTFOUND': case 'EAI_AGAIN': case 'ECONNRESET':
      return new Refusal(`No PostgreSQL answers at ${where}: check DATABASE_URL.`);
    case '28P01': case '28000':
      return new Refusal(`The PostgreSQL at ${where} refuses the user "${username}" or the password: check DATABASE_URL.`);
    case '3D000':
      return new Refusal(`The database that DATABASE_URL names is not there: create it, or name "postgres" to have "concord" made.`);
    case '42501':
      return new Refusal(`The user "${username}" of DATABASE_URL may not make Concord's roles (${(error as Error).message}): give the address of an administrator of the server.`);
    default:
      return /timeout/i.test(error instanceof Error ? error.message : '') ? new Refusal(`The PostgreSQL at ${where} does not answer: check DATABASE_URL.`) : error;
  }
}

function addressed(url: URL, database: string, user?: string, password?: string): string {
  const address = new URL(url);
  address.pathname = `/${encodeURIComponent(database)}`;
  if (user !== undefined) address.username = user;
  if (password !== undefined) address.password = password;
  return address.href;
}
