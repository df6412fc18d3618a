import { lookupFunction, tenantTable } from '#libs/platform/sql.js';

/** Sending later and to many, reminders by policy, and what happens at which time. */
export const sending = {
  name: '0003-sending',
  up: `
    alter table questionnaires.request drop constraint request_status_check;
    alter table questionnaires.request add constraint request_status_check check (status in ('scheduled', 'sent', 'opened', 'started', 'submitted', 'reviewed', 'cancelled'));
    alter table questionnaires.request
      add column send_at timestamptz,
      add column paused_at timestamptz,
      add column wording jsonb,
      add column reminders jsonb,
      add column batch uuid;
    create index request_batch on questionnaires.request (tenant_id, batch) where batch is not null;
    create index request_status on questionnaires.request (tenant_id, status, due_date);

    create table questionnaires.batch (
      tenant_id uuid not null,
      id uuid not null,
      digest text not null,
      requests integer not null,
      at timestamptz not null default now(),
      by_account text not null,
      primary key (tenant_id, id),
      unique (tenant_id, digest)
    );
    ${tenantTable('questionnaires', 'batch', 'select, insert')}

    create table questionnaires.due_slot (
      tenant_id uuid not null,
      id uuid not null,
      request uuid not null,
      kind text not null check (kind in ('send', 'reminder', 'questions')),
      slot text not null,
      due_at timestamptz not null,
      state text not null default 'waiting' check (state in ('waiting', 'done', 'skipped')),
      done_at timestamptz,
      primary key (tenant_id, id),
      foreign key (tenant_id, request) references questionnaires.request
    );
    create unique index due_slot_once on questionnaires.due_slot (tenant_id, request, kind, slot) where state = 'waiting';
    create index due_slot_due on questionnaires.due_slot (due_at) where state = 'waiting';
    create index due_slot_request on questionnaires.due_slot (tenant_id, request, due_at);
    ${tenantTable('questionnaires', 'due_slot', 'select, insert, update, delete')}

    create table questionnaires.policy (
      tenant_id uuid not null primary key,
      version integer not null,
      policy jsonb not null
    );
    ${tenantTable('questionnaires', 'policy', 'select, insert, update')}

    alter table questionnaires.vendor add column tier text;

    ${lookupFunction('questionnaires', 'tenants_with_due_slots()', 'table (tenant_id uuid)', `select distinct tenant_id from questionnaires.due_slot where state = 'waiting' and due_at <= now() limit 1000`)}
  `,
  down: `
    drop function questionnaires.tenants_with_due_slots();
    alter table questionnaires.vendor drop column tier;
    drop table questionnaires.policy, questionnaires.due_slot, questionnaires.batch;
    drop index questionnaires.request_status, questionnaires.request_batch;
    alter table questionnaires.request drop column batch, drop column reminders, drop column wording, drop column paused_at, drop column send_at;
    alter table questionnaires.request drop constraint request_status_check;
    alter table questionnaires.request add constraint request_status_check check (status in ('sent', 'opened', 'started', 'submitted', 'reviewed', 'cancelled'));
  `,
};
