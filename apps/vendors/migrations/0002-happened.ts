import { tenantTable } from '#libs/platform/sql.js';

/** What happened to a vendor's requests and documents, as the other services said it. */
export const happened = {
  name: '0002-happened',
  up: `
    create table vendors.happened (
      tenant_id uuid not null,
      vendor uuid not null,
      kind text not null check (kind in ('request', 'document')),
      subject uuid not null,
      sequence integer not null,
      status text not null,
      says text,
      actor text not null,
      at timestamptz not null,
      primary key (tenant_id, subject, sequence)
    );
    create index happened_vendor on vendors.happened (tenant_id, vendor, at desc);
    ${tenantTable('vendors', 'happened', 'select, insert')}
  `,
  down: 'drop table vendors.happened;',
};
