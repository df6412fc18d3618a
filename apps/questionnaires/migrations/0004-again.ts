/** A session whose time has passed still leads to its link, so that a person can come in again without the mail; and the service that a vendor is asked about. */
export const again = {
  name: '0004-again',
  up: `
    create or replace function questionnaires.find_link(wanted text) returns table (tenant_id uuid, id uuid) language sql stable security definer
      set search_path = questionnaires, pg_temp as $lookup$
        select tenant_id, id from questionnaires.link where secret_hash = wanted
        union all
        select tenant_id, link from questionnaires.vendor_session where secret_hash = wanted and expires_at > now() - interval '30 days' $lookup$;
    alter table questionnaires.vendor add column service text;
  `,
  down: `
    alter table questionnaires.vendor drop column service;
    create or replace function questionnaires.find_link(wanted text) returns table (tenant_id uuid, id uuid) language sql stable security definer
      set search_path = questionnaires, pg_temp as $lookup$ select tenant_id, id from questionnaires.link where secret_hash = wanted $lookup$;
  `,
};
