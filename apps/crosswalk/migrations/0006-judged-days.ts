import { lookupFunction } from '#libs/platform/sql.js';

/** On which day the coverage of a party was last computed whole: what counted then may have expired since, or only have begun. */
export const judgedDays = {
  name: '0006-judged-days',
  up: `
    alter table crosswalk.coverage_state add column judged_on date not null default current_date;
    create index coverage_state_judged on crosswalk.coverage_state (tenant_id, judged_on, party);
    ${lookupFunction('crosswalk', 'tenants_judged_before(day date)', 'table (tenant_id uuid)', 'select distinct tenant_id from crosswalk.coverage_state where judged_on < day limit 1000')}
  `,
  down: `
    drop function crosswalk.tenants_judged_before(date);
    drop index crosswalk.coverage_state_judged;
    alter table crosswalk.coverage_state drop column judged_on;
  `,
};
