import { lookupFunction, tenantTable } from '#libs/platform/sql.js';

/** Parties whose coverage is to be said anew, a row for each cause, so that no cause waits for the saying. */
export const coverageDue = {
  name: '0004-coverage-due',
  up: `
    create table crosswalk.coverage_due (
      tenant_id uuid not null,
      id uuid not null,
      party text not null,
      primary key (tenant_id, id)
    );
    ${tenantTable('crosswalk', 'coverage_due', 'select, insert, delete')}
    ${lookupFunction('crosswalk', 'coverage_due_tenants()', 'table (tenant_id uuid)', 'select distinct tenant_id from crosswalk.coverage_due limit 1000')}
  `,
  down: `
    drop function crosswalk.coverage_due_tenants();
    drop table crosswalk.coverage_due;
  `,
};
