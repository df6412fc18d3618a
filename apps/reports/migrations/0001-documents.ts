import { ledgerTable } from '#libs/platform/evidence-ledger.js';
import { lookupFunction, tenantTable } from '#libs/platform/sql.js';

/** Documents, what was read from them, what people put beside it, and their verdicts. */
export const documents = {
  name: '0001-documents',
  up: `
    create table reports.vendor (
      tenant_id uuid not null,
      id uuid not null,
      name text not null,
      version integer not null,
      primary key (tenant_id, id)
    );
    ${tenantTable('reports', 'vendor', 'select, insert, update')}

    create table reports.document (
      tenant_id uuid not null,
      id uuid not null,
      version integer not null default 1,
      sequence integer not null default 1,
      vendor uuid not null,
      sha256 text not null,
      name text not null,
      size bigint not null,
      origin text not null check (origin in ('vendor', 'compliance')),
      status text not null default 'queued' check (status in ('queued', 'reading', 'read', 'refused', 'accepted', 'rejected')),
      says text not null,
      refusal jsonb,
      extraction jsonb,
      reader text,
      attempts integer not null default 0,
      claimed_at timestamptz,
      progress jsonb,
      verdict jsonb,
      uploaded_by text not null,
      uploaded_at timestamptz not null default now(),
      read_at timestamptz,
      primary key (tenant_id, id),
      unique (tenant_id, vendor, sha256)
    );
    create index document_queue on reports.document (uploaded_at) where status in ('queued', 'reading');
    ${tenantTable('reports', 'document', 'select, insert, update')}

    create table reports.correction (
      tenant_id uuid not null,
      document uuid not null,
      path text not null,
      value jsonb,
      by_account text not null,
      at timestamptz not null default now(),
      primary key (tenant_id, document, path),
      foreign key (tenant_id, document) references reports.document
    );
    ${tenantTable('reports', 'correction', 'select, insert, update')}

    create table reports.page_image (
      tenant_id uuid not null,
      document uuid not null,
      page integer not null,
      width integer not null,
      sha256 text not null,
      primary key (tenant_id, document, page, width),
      foreign key (tenant_id, document) references reports.document
    );
    ${tenantTable('reports', 'page_image', 'select, insert')}

    ${ledgerTable('reports')}

    ${lookupFunction('reports', 'tenants_with_queue()', 'table (tenant_id uuid)', `
      select distinct tenant_id from reports.document
      where status = 'queued' or status = 'reading' and claimed_at < now() - interval '3 minutes' limit 1000`)}
  `,
  down: `
    drop function reports.tenants_with_queue();
    drop table reports.evidence_fact, reports.page_image, reports.correction, reports.document, reports.vendor;
  `,
};
