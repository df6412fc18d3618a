import { tenantTable } from '#libs/platform/sql.js';

/** What a tenant puts over the shipped catalog: one row per import or edit, kept when it is undone. */
export const overlays = {
  name: '0002-overlays',
  up: `
    create table crosswalk.overlay (
      tenant_id uuid not null,
      version integer not null,
      primary key (tenant_id)
    );
    ${tenantTable('crosswalk', 'overlay', 'select, insert, update')}

    create table crosswalk.overlay_change (
      tenant_id uuid not null,
      id uuid not null,
      sequence integer not null,
      kind text not null check (kind in ('import', 'edit')),
      name text not null,
      counts jsonb not null,
      content jsonb not null,
      made_by text not null,
      made_at timestamptz not null default now(),
      undone_by text,
      undone_at timestamptz,
      primary key (tenant_id, id),
      unique (tenant_id, sequence)
    );
    ${tenantTable('crosswalk', 'overlay_change', 'select, insert, update')}
  `,
  down: `
    drop table crosswalk.overlay_change, crosswalk.overlay;
  `,
};
