/** The zone in which a person reads times; null until their browser or they themselves say it. */
export const zone = {
  name: '0002-zone',
  up: `
    alter table web.account add column zone text;
    ${findSession('zone text, ', 'a.zone, ')}
  `,
  down: `
    ${findSession('', '')}
    alter table web.account drop column zone;
  `,
};

function findSession(column: string, value: string): string {
  return `
    drop function web.find_session(text);
    create function web.find_session(wanted text)
      returns table (tenant_id uuid, id uuid, account uuid, name text, tenant text, roles text[], ${column}second_factor_due boolean)
      language sql stable security definer set search_path = ''
      as $$ select s.tenant_id, s.id, s.account, a.name, t.name, a.roles, ${value}s.second_factor_due
            from web.session s
            join web.account a on a.tenant_id = s.tenant_id and a.id = s.account and a.state = 'active'
            join web.tenant t on t.tenant_id = s.tenant_id
            where s.secret_hash = wanted and s.expires_at > now() $$;
    revoke execute on function web.find_session(text) from public;
    grant execute on function web.find_session(text) to concord_web;`;
}
