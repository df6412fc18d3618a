import type { Service } from '#libs/contracts/contract.js';
import { lookupFunction, ownerRole, relayRole, serviceRole, tenantTable } from './sql.js';

/** What every service's schema holds beside its own tables. */
export function platformMigrations(service: Service): readonly { readonly name: string; readonly up: string; readonly down: string }[] {
  return [
    { name: 'platform-0001-messages', ...messages(service) }, { name: 'platform-0002-audit', ...audit(service) },
    { name: 'platform-0003-audit-by-time', ...auditByTime(service) }, { name: 'platform-0004-forgetting', ...forgetting(service) },
  ];
}

function messages(service: Service) {
  const up = `
    create table ${service}.outbox (
      tenant_id uuid not null, id uuid not null, name text not null, version integer not null, payload json not null,
      actor text not null, trace text not null, at timestamptz not null default now(),
      waiting text[] not null, attempt integer not null default 1, sequence bigint, published_at timestamptz,
      due timestamptz not null default now(),
      constraint outbox_pkey primary key (tenant_id, id)
    );
    create index outbox_due on ${service}.outbox (due);
    create index outbox_id on ${service}.outbox (id);
    ${tenantTable(service, 'outbox', 'insert')}
    create policy outbox_relay on ${service}.outbox to ${relayRole(service)} using (true) with check (true);
    grant select, delete, update (waiting, attempt, sequence, published_at, due) on ${service}.outbox to ${relayRole(service)};

    create table ${service}.inbox (
      tenant_id uuid not null, consumer text not null, event_id uuid not null, at timestamptz not null default now(),
      constraint inbox_pkey primary key (tenant_id, consumer, event_id)
    );
    ${tenantTable(service, 'inbox', 'select, insert')}

    create table ${service}.dead_letter (
      tenant_id uuid not null, id uuid not null, subject text not null, body text not null, reason text not null,
      at timestamptz not null default now(), replayed_at timestamptz,
      constraint dead_letter_pkey primary key (tenant_id, id)
    );
    ${tenantTable(service, 'dead_letter', 'select, insert, update (reason, replayed_at)')}

    create table ${service}.idempotency (
      tenant_id uuid not null, actor text not null, key text not null, digest text not null, reply json,
      at timestamptz not null default now(),
      constraint idempotency_pkey primary key (tenant_id, actor, key)
    );
    ${tenantTable(service, 'idempotency', 'select, insert, update (reply)')}
  `;
  const tables = ['idempotency', 'dead_letter', 'inbox', 'outbox'];
  return { up, down: tables.map((table) => `drop table ${service}.${table};`).join('\n') };
}

function audit(service: Service) {
  const up = `
    create table ${service}.audit_entry (
      tenant_id uuid not null, id uuid not null, at timestamptz not null default now(), actor text not null,
      action text not null, subject text not null, detail json not null, request text not null,
      constraint audit_entry_pkey primary key (tenant_id, id)
    );
    create index audit_entry_subject on ${service}.audit_entry (tenant_id, subject, at);
    ${tenantTable(service, 'audit_entry', 'select, insert')}
    revoke update, delete, truncate on ${service}.audit_entry from ${serviceRole(service)}, ${ownerRole};

    create table ${service}.audit_pending (
      tenant_id uuid not null, id uuid not null,
      constraint audit_pending_pkey primary key (tenant_id, id)
    );
    ${tenantTable(service, 'audit_pending', 'select, insert, delete')}

    create table ${service}.audit_seal (
      tenant_id uuid not null, number integer not null, at timestamptz not null default now(), count integer not null,
      entries uuid[] not null, digests text[] not null, previous text not null, hash text not null,
      constraint audit_seal_pkey primary key (tenant_id, number)
    );
    ${tenantTable(service, 'audit_seal', 'select, insert')}
    revoke update, delete, truncate on ${service}.audit_seal from ${serviceRole(service)}, ${ownerRole};

    ${lookupFunction(service, 'audit_unsealed_tenants()', 'table (tenant_id uuid)', `select distinct tenant_id from ${service}.audit_pending limit 1000`)}
  `;
  const down = `
    drop function ${service}.audit_unsealed_tenants();
    drop table ${service}.audit_seal; drop table ${service}.audit_pending; drop table ${service}.audit_entry;
  `;
  return { up, down };
}

function auditByTime(service: Service) {
  return {
    up: `create index audit_entry_at on ${service}.audit_entry (tenant_id, at desc, id desc);`,
    down: `drop index ${service}.audit_entry_at;`,
  };
}

/** Event ids come again for as long as a producer keeps the event and its stream may be lost; 90 days are many times what that takes. */
function forgetting(service: Service) {
  const up = `
    create index inbox_at on ${service}.inbox using brin (at);
    create index idempotency_at on ${service}.idempotency using brin (at);
    create function ${service}.forget_old(most integer) returns integer language sql security definer
      set search_path = ${service}, pg_temp as $forget$
        with old_event as (delete from ${service}.inbox where ctid = any(array(select ctid from ${service}.inbox where at < now() - interval '90 days' limit most)) returning 1),
             old_reply as (delete from ${service}.idempotency where ctid = any(array(select ctid from ${service}.idempotency where at < now() - interval '30 days' limit most)) returning 1)
        select greatest((select count(*) from old_event), (select count(*) from old_reply))::integer $forget$;
    revoke all on function ${service}.forget_old(integer) from public;
    grant execute on function ${service}.forget_old(integer) to ${serviceRole(service)};
  `;
  return { up, down: `drop function ${service}.forget_old(integer); drop index ${service}.idempotency_at, ${service}.inbox_at;` };
}
