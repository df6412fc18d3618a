import { tenantTable } from '#libs/platform/sql.js';

/** What was asked back about answers, and the vendor's replies. */
export const threads = {
  name: '0002-threads',
  up: `
    create table questionnaires.thread_entry (
      tenant_id uuid not null,
      id uuid not null,
      request uuid not null,
      key text not null,
      side text not null check (side in ('asker', 'vendor')),
      author text not null,
      name text,
      text text not null,
      at timestamptz not null default now(),
      primary key (tenant_id, id),
      foreign key (tenant_id, request) references questionnaires.request
    );
    create index thread_entry_request on questionnaires.thread_entry (tenant_id, request, key, id);
    ${tenantTable('questionnaires', 'thread_entry', 'select, insert')}
  `,
  down: `drop table questionnaires.thread_entry;`,
};
