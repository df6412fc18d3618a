import { tenantTable } from '#libs/platform/sql.js';

/** What is known about each party, and what followed from it when it was last computed. */
export const evidence = {
  name: '0001-evidence',
  up: `
    create table crosswalk.party (
      tenant_id uuid not null,
      id text not null,
      name text not null,
      roles text[] not null,
      version integer not null,
      primary key (tenant_id, id)
    );
    ${tenantTable('crosswalk', 'party', 'select, insert, update')}

    create table crosswalk.evidence (
      tenant_id uuid not null,
      party text not null,
      id text not null,
      version integer not null,
      withdrawn boolean not null,
      fact jsonb not null,
      recorded_at timestamptz not null default now(),
      primary key (tenant_id, party, id)
    );
    ${tenantTable('crosswalk', 'evidence', 'select, insert, update')}

    create table crosswalk.coverage_state (
      tenant_id uuid not null,
      party text not null,
      sequence integer not null,
      catalog text not null,
      verdicts jsonb not null,
      primary key (tenant_id, party)
    );
    ${tenantTable('crosswalk', 'coverage_state', 'select, insert, update')}
  `,
  down: `
    drop table crosswalk.coverage_state, crosswalk.evidence, crosswalk.party;
  `,
};
