import { tenantTable } from '#libs/platform/sql.js';

/**
 * Corrections can be taken back; a document can replace another, be under a non-disclosure agreement with named readers, or
 * be described by hand; duties that reports lay on the own organization; the tenant's settings.
 */
export const assurance = {
  name: '0003-assurance',
  up: `
    grant delete on reports.correction to concord_reports;

    alter table reports.document
      add column by_hand jsonb,
      add column restricted boolean not null default false,
      add column readers uuid[] not null default '{}',
      add column replaced_by uuid,
      drop constraint document_status_check,
      add constraint document_status_check check (status in ('queued', 'reading', 'read', 'refused', 'accepted', 'rejected', 'replaced'));

    create table reports.duty (
      tenant_id uuid not null,
      vendor uuid not null,
      key text not null,
      version integer not null default 1,
      owner text,
      control text,
      state text not null check (state in ('open', 'in-place', 'not-needed')),
      note text,
      by_account text not null,
      at timestamptz not null default now(),
      primary key (tenant_id, vendor, key)
    );
    ${tenantTable('reports', 'duty', 'select, insert, update')}

    create table reports.setting (
      tenant_id uuid primary key,
      watermark boolean not null default false,
      by_account text not null,
      at timestamptz not null default now()
    );
    ${tenantTable('reports', 'setting', 'select, insert, update')}
  `,
  down: `
    drop table reports.setting, reports.duty;
    alter table reports.document
      drop constraint document_status_check,
      add constraint document_status_check check (status in ('queued', 'reading', 'read', 'refused', 'accepted', 'rejected')),
      drop column replaced_by, drop column readers, drop column restricted, drop column by_hand;
    revoke delete on reports.correction from concord_reports;
  `,
};
