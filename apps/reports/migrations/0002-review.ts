import { tenantTable } from '#libs/platform/sql.js';

/** Where words stand on the pages, another reading beside the first, and the common controls that people confirmed for tested ones. */
export const review = {
  name: '0002-review',
  up: `
    alter table reports.document add column new_reading jsonb;

    create table reports.page_text (
      tenant_id uuid not null,
      document uuid not null,
      page integer not null,
      width real not null,
      height real not null,
      turn integer not null default 0,
      runs jsonb not null,
      primary key (tenant_id, document, page),
      foreign key (tenant_id, document) references reports.document
    );
    ${tenantTable('reports', 'page_text', 'select, insert, update')}

    create table reports.control_match (
      tenant_id uuid not null,
      document uuid not null,
      ref text not null,
      control text not null,
      by_account text not null,
      at timestamptz not null default now(),
      primary key (tenant_id, document, ref),
      foreign key (tenant_id, document) references reports.document
    );
    ${tenantTable('reports', 'control_match', 'select, insert, update, delete')}
  `,
  down: `
    drop table reports.control_match, reports.page_text;
    alter table reports.document drop column new_reading;
  `,
};
