import { lookupFunction } from '#libs/platform/sql.js';

/** Up to which version of a tenant's overlay the coverage of its parties was computed anew. */
export const judgedOverlays = {
  name: '0003-judged-overlays',
  up: `
    alter table crosswalk.overlay add column judged integer not null default 0;
    create index overlay_unjudged on crosswalk.overlay (tenant_id) where judged < version;
    ${lookupFunction('crosswalk', 'tenants_with_changed_overlay()', 'table (tenant_id uuid)', 'select tenant_id from crosswalk.overlay where judged < version')}
  `,
  down: `
    drop function crosswalk.tenants_with_changed_overlay();
    drop index crosswalk.overlay_unjudged;
    alter table crosswalk.overlay drop column judged;
  `,
};
