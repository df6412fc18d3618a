import { tenantTable } from '#libs/platform/sql.js';

/** Tenants, people, sessions, API tokens, tickets (invitation, password reset), mails and rate limits. */
export const accounts = {
  name: '0001-accounts',
  up: `
    create table web.tenant (
      tenant_id uuid primary key,
      name text not null,
      created_at timestamptz not null default now()
    );
    ${tenantTable('web', 'tenant', 'select, insert, update')}

    create table web.account (
      tenant_id uuid not null references web.tenant,
      id uuid not null,
      email text not null,
      name text not null,
      roles text[] not null,
      state text not null check (state in ('invited', 'active', 'disabled')),
      password_hash text,
      totp_secret text,
      totp_last_step bigint not null default 0,
      second_factor boolean not null default false,
      last_sign_in timestamptz,
      created_at timestamptz not null default now(),
      primary key (tenant_id, id),
      unique (tenant_id, email)
    );
    create index account_email on web.account (email);
    ${tenantTable('web', 'account', 'select, insert, update')}

    create table web.session (
      tenant_id uuid not null,
      id uuid not null,
      account uuid not null,
      secret_hash text not null,
      second_factor_due boolean not null,
      created_at timestamptz not null default now(),
      seen_at timestamptz not null default now(),
      expires_at timestamptz not null,
      primary key (tenant_id, id),
      unique (tenant_id, secret_hash),
      foreign key (tenant_id, account) references web.account
    );
    create index session_secret on web.session (secret_hash);
    ${tenantTable('web', 'session', 'select, insert, update, delete')}

    create table web.api_token (
      tenant_id uuid not null,
      id uuid not null,
      name text not null,
      roles text[] not null,
      secret_hash text not null,
      maker uuid not null,
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      last_used_at timestamptz,
      revoked_at timestamptz,
      primary key (tenant_id, id),
      unique (tenant_id, secret_hash),
      foreign key (tenant_id, maker) references web.account
    );
    create index api_token_secret on web.api_token (secret_hash);
    ${tenantTable('web', 'api_token', 'select, insert, update')}

    create table web.ticket (
      tenant_id uuid not null,
      id uuid not null,
      kind text not null check (kind in ('invite', 'reset')),
      account uuid not null,
      secret_hash text not null,
      expires_at timestamptz not null,
      used_at timestamptz,
      primary key (tenant_id, id),
      unique (tenant_id, secret_hash),
      foreign key (tenant_id, account) references web.account
    );
    create index ticket_secret on web.ticket (secret_hash);
    ${tenantTable('web', 'ticket', 'select, insert, update')}

    create table web.mail (
      tenant_id uuid not null,
      id uuid not null,
      kind text not null,
      subject uuid not null,
      outcome text,
      note text,
      created_at timestamptz not null default now(),
      primary key (tenant_id, id)
    );
    ${tenantTable('web', 'mail', 'select, insert, update')}

    create table web.rate_limit (
      key text primary key,
      points integer not null default 0,
      expire bigint
    );
    grant select, insert, update, delete on web.rate_limit to concord_web;

    create function web.find_sign_in(wanted text)
      returns table (tenant_id uuid, id uuid, password_hash text, second_factor boolean)
      language sql stable security definer set search_path = ''
      as $$ select a.tenant_id, a.id, a.password_hash, a.second_factor from web.account a
            where a.email = wanted and a.state = 'active' and a.password_hash is not null $$;
    create function web.find_session(wanted text)
      returns table (tenant_id uuid, id uuid, account uuid, name text, tenant text, roles text[], second_factor_due boolean)
      language sql stable security definer set search_path = ''
      as $$ select s.tenant_id, s.id, s.account, a.name, t.name, a.roles, s.second_factor_due
            from web.session s
            join web.account a on a.tenant_id = s.tenant_id and a.id = s.account and a.state = 'active'
            join web.tenant t on t.tenant_id = s.tenant_id
            where s.secret_hash = wanted and s.expires_at > now() $$;
    create function web.find_api_token(wanted text)
      returns table (tenant_id uuid, id uuid, maker uuid, roles text[])
      language sql stable security definer set search_path = ''
      as $$ select k.tenant_id, k.id, k.maker, k.roles from web.api_token k
            join web.account a on a.tenant_id = k.tenant_id and a.id = k.maker and a.state = 'active'
            where k.secret_hash = wanted and k.expires_at > now() and k.revoked_at is null $$;
    create function web.find_ticket(wanted text)
      returns table (tenant_id uuid, id uuid, kind text, account uuid)
      language sql stable security definer set search_path = ''
      as $$ select k.tenant_id, k.id, k.kind, k.account from web.ticket k
            where k.secret_hash = wanted and k.expires_at > now() and k.used_at is null $$;
    create function web.any_tenant()
      returns boolean language sql stable security definer set search_path = ''
      as $$ select exists (select from web.tenant) $$;
    revoke execute on function web.find_sign_in(text), web.find_session(text), web.find_api_token(text), web.find_ticket(text), web.any_tenant() from public;
    grant execute on function web.find_sign_in(text), web.find_session(text), web.find_api_token(text), web.find_ticket(text), web.any_tenant() to concord_web;
  `,
  down: `
    drop function web.find_sign_in(text), web.find_session(text), web.find_api_token(text), web.find_ticket(text), web.any_tenant();
    drop table web.rate_limit, web.mail, web.ticket, web.api_token, web.session, web.account, web.tenant;
  `,
};
