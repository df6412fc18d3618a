import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startInfrastructure, type Infrastructure } from '../../apps/local/infrastructure.js';
import { migrateAll } from '../../apps/local/migrate-all.js';
import { concord } from './run-cli.js';

let folder: string;
let one: Infrastructure;
let client: pg.Client;
const tenant = randomUUID();
const run = (...words: string[]) => concord(['user', ...words], undefined, { OWNER_DATABASE_URL: one.database.ownerUrl, PUBLIC_URL: 'https://concord.example' });
const accounts = async () => (await client.query<{ email: string; roles: string[]; state: string; second_factor: boolean }>('select email, roles, state, second_factor from web.account order by email')).rows;
/** Whose live ticket a link stands for. */
const ownerOf = async (link: string) => (await client.query<{ email: string; kind: string }>(
  'select a.email, k.kind from web.ticket k join web.account a on a.id = k.account where k.secret_hash = $1 and k.used_at is null and k.expires_at > now()',
  [createHash('sha256').update(link.trim().split('/').at(-1)!).digest('hex')])).rows[0];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'concord people '));
  await chmod(folder, 0o755);
  one = await startInfrastructure({ dataDir: join(folder, 'data'), environment: { PATH: process.env.PATH } });
  await migrateAll(one.database.ownerUrl);
  client = new pg.Client({ connectionString: one.database.ownerUrl });
  await client.connect();
}, 120_000);

afterAll(async () => {
  await client?.end();
  await one?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('concord user', () => {
  it('waits for the first organization', () => {
    expect(run('add', 'ann@example.com', '--name', 'Ann', '--roles', 'administrator')).toMatchObject({ status: 2, out: '', err: expect.stringContaining('no organization yet') });
  });

  it('adds a person and prints the link that sets the password', async () => {
    await client.query('insert into web.tenant (tenant_id, name) values ($1, $2)', [tenant, 'Acme']);
    const first = run('add', 'Ann@Example.com', '--name', 'Ann', '--roles', 'administrator,reader');
    expect(first).toMatchObject({ status: 0, out: expect.stringMatching(/^https:\/\/concord\.example\/ticket\/[\w-]{43}\n$/) });
    expect(await accounts()).toEqual([{ email: 'ann@example.com', roles: ['administrator', 'reader'], state: 'invited', second_factor: false }]);
    expect(await ownerOf(first.out)).toEqual({ email: 'ann@example.com', kind: 'invite' });
    const again = run('add', 'ann@example.com', '--name', 'Ann', '--roles', 'reader');
    expect([await ownerOf(first.out), await ownerOf(again.out)]).toEqual([undefined, { email: 'ann@example.com', kind: 'invite' }]);
    expect((await client.query('select action from web.audit_pending join web.audit_entry using (tenant_id, id)')).rows).toEqual([{ action: 'account-invited' }, { action: 'account-invited' }]);
  });

  it('resets a password, and a second factor where that is asked for', async () => {
    await client.query(`update web.account set state = 'active', second_factor = true, totp_secret = 'x'`);
    expect(run('add', 'ann@example.com', '--name', 'Ann', '--roles', 'reader')).toMatchObject({ status: 2, err: expect.stringContaining('here already') });
    const link = run('reset', 'ann@example.com', '--json').json() as { link: string; hours: number };
    expect([await ownerOf(link.link), link.hours, (await accounts())[0]!.second_factor]).toEqual([{ email: 'ann@example.com', kind: 'reset' }, 1, true]);
    expect([run('reset', 'ann@example.com', '--second-factor').status, (await accounts())[0]!.second_factor]).toEqual([0, false]);
  });

  it('refuses what it cannot do, and says how to mend it', async () => {
    expect(run('reset', 'bob@example.com')).toMatchObject({ status: 2, out: '', err: expect.stringContaining('Nobody with the address') });
    expect(run('add', 'bob', '--name', 'Bob', '--roles', 'reader')).toMatchObject({ status: 2, err: expect.stringContaining('EMAIL') });
    expect(run('add', 'bob@example.com', '--name', 'Bob', '--roles', 'boss', '--json')).toMatchObject({ status: 2, out: expect.stringContaining('--roles') });
    await client.query('insert into web.tenant (tenant_id, name) values ($1, $2)', [randomUUID(), 'Other']);
    expect(run('reset', 'ann@example.com')).toMatchObject({ status: 2, err: expect.stringContaining('--tenant') });
    expect(run('reset', 'ann@example.com', '--tenant', tenant).status).toBe(0);
  });
});
