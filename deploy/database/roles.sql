-- Generated from libs/contracts and libs/platform: node dist/apps/local/write-deploy-files.js
\set ON_ERROR_STOP on
\getenv owner_password CONCORD_DB_PASSWORD_OWNER
\getenv web_password CONCORD_DB_PASSWORD_WEB
\getenv vendors_password CONCORD_DB_PASSWORD_VENDORS
\getenv questionnaires_password CONCORD_DB_PASSWORD_QUESTIONNAIRES
\getenv reports_password CONCORD_DB_PASSWORD_REPORTS
\getenv programme_password CONCORD_DB_PASSWORD_PROGRAMME
\getenv crosswalk_password CONCORD_DB_PASSWORD_CROSSWALK
\getenv notifier_password CONCORD_DB_PASSWORD_NOTIFIER
do $role$ begin
  if not exists (select from pg_roles where rolname = 'concord_owner') then create role concord_owner with login nosuperuser nobypassrls nocreatedb nocreaterole noreplication; end if;
end $role$;
alter role concord_owner with password :'owner_password';
revoke all on database concord from public;
revoke all on schema public from public;
grant connect, create, temporary on database concord to concord_owner;
do $role$ begin
  if not exists (select from pg_roles where rolname = 'concord_web') then create role concord_web with login nosuperuser nobypassrls nocreatedb nocreaterole noreplication noinherit; end if;
end $role$;
alter role concord_web with password :'web_password';
do $role$ begin
  if not exists (select from pg_roles where rolname = 'concord_web_relay') then create role concord_web_relay with nologin nosuperuser nobypassrls noinherit; end if;
end $role$;
grant concord_web_relay to concord_web;
grant connect on database concord to concord_web;
do $role$ begin
  if not exists (select from pg_roles where rolname = 'concord_vendors') then create role concord_vendors with login nosuperuser nobypassrls nocreatedb nocreaterole noreplication noinherit; end if;
end $role$;
alter role concord_vendors with password :'vendors_password';
do $role$ begin
  if not exists (select from pg_roles where rolname = 'concord_vendors_relay') then create role concord_vendors_relay with nologin nosuperuser nobypassrls noinherit; end if;
end $role$;
grant concord_vendors_relay to concord_vendors;
grant connect on database concord to concord_vendors;
do $role$ begin
  if not exists (select from pg_roles where rolname = 'concord_questionnaires') then create role concord_questionnaires with login nosuperuser nobypassrls nocreatedb nocreaterole noreplication noinherit; end if;
end $role$;
alter role concord_questionnaires with password :'questionnaires_password';
do $role$ begin
  if not exists (select from pg_roles where rolname = 'concord_questionnaires_relay') then create role concord_questionnaires_relay with nologin nosuperuser nobypassrls noinherit; end if;
end $role$;
grant concord_questionnaires_relay to concord_questionnaires;
grant connect on database concord to concord_questionnaires;
do $role$ begin
  if not exists (select from pg_roles where rolname = 'concord_reports') then create role concord_reports with login nosuperuser nobypassrls nocreatedb nocreaterole noreplication noinherit; end if;
end $role$;
alter role concord_reports with password :'reports_password';
do $role$ begin
  if not exists (select from pg_roles where rolname = 'concord_reports_relay') then create role concord_reports_relay with nologin nosuperuser nobypassrls noinherit; end if;
end $role$;
grant concord_reports_relay to concord_reports;
grant connect on database concord to concord_reports;
do $role$ begin
  if not exists (select from pg_roles where rolname = 'concord_programme') then create role concord_programme with login nosuperuser nobypassrls nocreatedb nocreaterole noreplication noinherit; end if;
end $role$;
alter role concord_programme with password :'programme_password';
do $role$ begin
  if not exists (select from pg_roles where rolname = 'concord_programme_relay') then create role concord_programme_relay with nologin nosuperuser nobypassrls noinherit; end if;
end $role$;
grant concord_programme_relay to concord_programme;
grant connect on database concord to concord_programme;
do $role$ begin
  if not exists (select from pg_roles where rolname = 'concord_crosswalk') then create role concord_crosswalk with login nosuperuser nobypassrls nocreatedb nocreaterole noreplication noinherit; end if;
end $role$;
alter role concord_crosswalk with password :'crosswalk_password';
do $role$ begin
  if not exists (select from pg_roles where rolname = 'concord_crosswalk_relay') then create role concord_crosswalk_relay with nologin nosuperuser nobypassrls noinherit; end if;
end $role$;
grant concord_crosswalk_relay to concord_crosswalk;
grant connect on database concord to concord_crosswalk;
do $role$ begin
  if not exists (select from pg_roles where rolname = 'concord_notifier') then create role concord_notifier with login nosuperuser nobypassrls nocreatedb nocreaterole noreplication noinherit; end if;
end $role$;
alter role concord_notifier with password :'notifier_password';
do $role$ begin
  if not exists (select from pg_roles where rolname = 'concord_notifier_relay') then create role concord_notifier_relay with nologin nosuperuser nobypassrls noinherit; end if;
end $role$;
grant concord_notifier_relay to concord_notifier;
grant connect on database concord to concord_notifier;
