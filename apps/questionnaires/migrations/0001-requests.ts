import { ledgerTable } from '#libs/platform/evidence-ledger.js';
import { lookupFunction, tenantTable } from '#libs/platform/sql.js';

/** Requests to vendors, their links, answers, attachments and reviews. */
export const requests = {
  name: '0001-requests',
  up: `
    create table questionnaires.tenant (
      tenant_id uuid primary key,
      name text not null,
      version integer not null
    );
    ${tenantTable('questionnaires', 'tenant', 'select, insert, update')}

    create table questionnaires.vendor (
      tenant_id uuid not null,
      id uuid not null,
      name text not null,
      version integer not null,
      primary key (tenant_id, id)
    );
    ${tenantTable('questionnaires', 'vendor', 'select, insert, update')}

    create table questionnaires.frozen_template (
      tenant_id uuid not null,
      hash text not null,
      template jsonb not null,
      primary key (tenant_id, hash)
    );
    ${tenantTable('questionnaires', 'frozen_template', 'select, insert')}

    create table questionnaires.request (
      tenant_id uuid not null,
      id uuid not null,
      version integer not null default 1,
      sequence integer not null default 1,
      vendor uuid not null,
      template_key text not null,
      template_hash text not null,
      depth text not null,
      modules text[] not null,
      status text not null check (status in ('sent', 'opened', 'started', 'submitted', 'reviewed', 'cancelled')),
      recipient text not null,
      contact_name text,
      asker text not null,
      asker_name text,
      due_date date not null,
      due_zone text not null,
      message text,
      sent_at timestamptz not null default now(),
      opened_at timestamptz,
      submitted_at timestamptz,
      closed_at timestamptz,
      active_at timestamptz,
      receipt jsonb,
      primary key (tenant_id, id),
      foreign key (tenant_id, vendor) references questionnaires.vendor,
      foreign key (tenant_id, template_hash) references questionnaires.frozen_template
    );
    create index request_vendor on questionnaires.request (tenant_id, vendor);
    ${tenantTable('questionnaires', 'request', 'select, insert, update')}

    create table questionnaires.link (
      tenant_id uuid not null,
      id uuid not null,
      request uuid not null,
      email text not null,
      generation integer not null default 0,
      secret_hash text not null,
      created_at timestamptz not null default now(),
      primary key (tenant_id, id),
      unique (tenant_id, secret_hash),
      foreign key (tenant_id, request) references questionnaires.request
    );
    create index link_secret on questionnaires.link (secret_hash);
    create index link_request on questionnaires.link (tenant_id, request);
    ${tenantTable('questionnaires', 'link', 'select, insert, update')}

    create table questionnaires.code (
      tenant_id uuid not null,
      id uuid not null,
      link uuid not null,
      tries integer not null default 0,
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      used_at timestamptz,
      primary key (tenant_id, id),
      foreign key (tenant_id, link) references questionnaires.link
    );
    create index code_link on questionnaires.code (tenant_id, link, created_at desc);
    ${tenantTable('questionnaires', 'code', 'select, insert, update')}

    create table questionnaires.vendor_session (
      tenant_id uuid not null,
      id uuid not null,
      link uuid not null,
      secret_hash text not null,
      expires_at timestamptz not null,
      primary key (tenant_id, id),
      unique (tenant_id, secret_hash),
      foreign key (tenant_id, link) references questionnaires.link
    );
    create index vendor_session_secret on questionnaires.vendor_session (secret_hash);
    ${tenantTable('questionnaires', 'vendor_session', 'select, insert, update, delete')}

    create table questionnaires.answer (
      tenant_id uuid not null,
      request uuid not null,
      key text not null,
      state text not null check (state in ('given', 'not-applicable', 'unknown')),
      value jsonb,
      explanation text,
      revision integer not null,
      by_email text not null,
      at timestamptz not null default now(),
      primary key (tenant_id, request, key),
      foreign key (tenant_id, request) references questionnaires.request
    );
    ${tenantTable('questionnaires', 'answer', 'select, insert, update, delete')}

    create table questionnaires.review (
      tenant_id uuid not null,
      request uuid not null,
      key text not null,
      verdict text not null check (verdict in ('accepted', 'clarify', 'rejected')),
      revision integer not null,
      by_account text not null,
      at timestamptz not null default now(),
      comment text,
      primary key (tenant_id, request, key),
      foreign key (tenant_id, request) references questionnaires.request
    );
    ${tenantTable('questionnaires', 'review', 'select, insert, update')}

    create table questionnaires.attachment (
      tenant_id uuid not null,
      id uuid not null,
      request uuid not null,
      sha256 text not null,
      name text not null,
      size bigint not null,
      kind text not null,
      questions text[] not null,
      valid_until date,
      uploaded_at timestamptz not null default now(),
      removed_at timestamptz,
      reading text,
      reading_says text,
      reading_document uuid,
      reading_sequence integer not null default 0,
      primary key (tenant_id, id),
      foreign key (tenant_id, request) references questionnaires.request
    );
    create index attachment_request on questionnaires.attachment (tenant_id, request);
    create index attachment_content on questionnaires.attachment (tenant_id, sha256);
    ${tenantTable('questionnaires', 'attachment', 'select, insert, update')}

    create table questionnaires.mail (
      tenant_id uuid not null,
      id uuid not null,
      kind text not null,
      subject uuid not null,
      request uuid not null,
      state text not null default 'due',
      note text,
      created_at timestamptz not null default now(),
      primary key (tenant_id, id),
      foreign key (tenant_id, request) references questionnaires.request
    );
    create index mail_request on questionnaires.mail (tenant_id, request, kind, created_at desc);
    ${tenantTable('questionnaires', 'mail', 'select, insert, update')}

    ${ledgerTable('questionnaires')}

    ${lookupFunction('questionnaires', 'find_link(wanted text)', 'table (tenant_id uuid, id uuid)', 'select tenant_id, id from questionnaires.link where secret_hash = wanted')}
    ${lookupFunction('questionnaires', 'find_vendor_session(wanted text)', 'table (tenant_id uuid, id uuid, link uuid, email text)', `
      select s.tenant_id, s.id, s.link, l.email from questionnaires.vendor_session s
      join questionnaires.link l on l.tenant_id = s.tenant_id and l.id = s.link
      where s.secret_hash = wanted and s.expires_at > now()`)}
  `,
  down: `
    drop function questionnaires.find_vendor_session(text), questionnaires.find_link(text);
    drop table questionnaires.evidence_fact, questionnaires.mail, questionnaires.attachment, questionnaires.review, questionnaires.answer,
      questionnaires.vendor_session, questionnaires.code, questionnaires.link, questionnaires.request, questionnaires.frozen_template,
      questionnaires.vendor, questionnaires.tenant;
  `,
};
