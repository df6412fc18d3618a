import { tenantTable } from '#libs/platform/sql.js';

/** Which frameworks an organization looks at: its word on each that it chose or left out; of the others the catalog's word holds. */
export const frameworkChoice = {
  name: '0005-framework-choice',
  up: `
    create table crosswalk.framework_choice (
      tenant_id uuid not null,
      version integer not null,
      shown jsonb not null,
      primary key (tenant_id)
    );
    ${tenantTable('crosswalk', 'framework_choice', 'select, insert, update')}
  `,
  down: `
    drop table crosswalk.framework_choice;
  `,
};
