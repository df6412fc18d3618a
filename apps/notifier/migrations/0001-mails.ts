import { lookupFunction, tenantTable } from '#libs/platform/sql.js';

/** Mails that are due or were settled. What they say is never stored. */
export const mails = {
  name: '0001-mails',
  up: `
    create table notifier.mail (
      tenant_id uuid not null,
      id uuid not null,
      owner text not null check (owner in ('questionnaires', 'web')),
      kind text not null,
      subject uuid not null,
      slot text not null,
      state text not null default 'due' check (state in ('due', 'sending', 'sent', 'refused', 'unknown', 'unwanted')),
      attempts integer not null default 0,
      note text,
      due_at timestamptz not null default now(),
      started_at timestamptz,
      created_at timestamptz not null default now(),
      settled_at timestamptz,
      primary key (tenant_id, id),
      unique (tenant_id, owner, kind, subject, slot)
    );
    create index mail_due on notifier.mail (due_at) where state in ('due', 'sending');
    ${tenantTable('notifier', 'mail', 'select, insert, update')}
    ${lookupFunction('notifier', 'tenants_with_mail()', 'table (tenant_id uuid)', `
      select distinct tenant_id from notifier.mail
      where state = 'due' and due_at <= now() or state = 'sending' and started_at < now() - interval '5 minutes' limit 1000`)}
  `,
  down: `
    drop function notifier.tenants_with_mail();
    drop table notifier.mail;
  `,
};
