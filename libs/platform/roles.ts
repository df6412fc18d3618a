import { services, type Service } from '#libs/contracts/contract.js';
import { ownerRole, relayRole, serviceRole } from './sql.js';

/** The passwords of the roles that log in. */
export interface RolePasswords {
  readonly owner: string;
  readonly of: (service: Service) => string;
}

/**
 * SQL that makes every database role and renews its password, to run in the product's database as a superuser or as
 * somebody who may create roles:
 * one owner for migrations, and per service a login role that is neither owner nor superuser nor exempt from
 * row-level security, with a relay role that it must step into by `set local role`.
 */
export function rolesSql(passwords: RolePasswords, database: string): string {
  const login = 'login nosuperuser nobypassrls nocreatedb nocreaterole noreplication';
  const each = services.map(
    (service) => `
      ${role(serviceRole(service), `${login} noinherit`, passwords.of(service))}
      ${role(relayRole(service), 'nologin nosuperuser nobypassrls noinherit')}
      grant ${relayRole(service)} to ${serviceRole(service)};
      grant connect on database ${database} to ${serviceRole(service)};`,
  );
  return `
    ${role(ownerRole, login, passwords.owner)}
    revoke all on database ${database} from public;
    revoke all on schema public from public;
    grant connect, create, temporary on database ${database} to ${ownerRole};
    ${each.join('\n')}
  `;
}

function role(name: string, options: string, password?: string): string {
  return `do $role$ begin
        if not exists (select from pg_roles where rolname = '${name}') then create role ${name} with ${options}; end if;
      end $role$;
      ${password === undefined ? '' : `alter role ${name} with password ${quoted(password)};`}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
