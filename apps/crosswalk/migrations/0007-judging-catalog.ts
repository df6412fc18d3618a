import { lookupFunction } from '#libs/platform/sql.js';

const tenants = (name: string, where: string): string => lookupFunction('crosswalk', name, 'table (tenant_id uuid)', `select distinct tenant_id from crosswalk.coverage_state where ${where} limit 1000`);

/** By which shipped catalog the coverage of a party was last computed whole: another one has it computed anew, as another day has. */
export const judgingCatalog = {
  name: '0007-judging-catalog',
  up: `
    alter table crosswalk.coverage_state add column shipped text not null default '';
    drop function crosswalk.tenants_judged_before(date);
    ${tenants('tenants_judged_otherwise(day date, hash text)', 'judged_on < day or shipped <> hash')}
  `,
  down: `
    drop function crosswalk.tenants_judged_otherwise(date, text);
    ${tenants('tenants_judged_before(day date)', 'judged_on < day')}
    alter table crosswalk.coverage_state drop column shipped;
  `,
};
