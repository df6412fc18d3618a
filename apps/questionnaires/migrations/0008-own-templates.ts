import { tenantTable } from '#libs/platform/sql.js';

/** Questionnaires of a tenant's own: a draft, its published versions, and how files were read. */
export const ownTemplates = {
  name: '0008-own-templates',
  up: `
    create table questionnaires.own_template (
      tenant_id uuid not null,
      key text not null,
      revision integer not null default 1,
      draft jsonb not null,
      base jsonb,
      published text,
      retired_at timestamptz,
      changed_at timestamptz not null default now(),
      changed_by text not null,
      primary key (tenant_id, key)
    );
    ${tenantTable('questionnaires', 'own_template', 'select, insert, update')}

    create table questionnaires.own_version (
      tenant_id uuid not null,
      key text not null,
      version text not null,
      template jsonb not null,
      published_at timestamptz not null default now(),
      published_by text not null,
      primary key (tenant_id, key, version),
      foreign key (tenant_id, key) references questionnaires.own_template
    );
    ${tenantTable('questionnaires', 'own_version', 'select, insert')}

    create table questionnaires.import_layout (
      tenant_id uuid not null,
      headers text not null,
      sheet text,
      columns jsonb not null,
      at timestamptz not null default now(),
      primary key (tenant_id, headers)
    );
    ${tenantTable('questionnaires', 'import_layout', 'select, insert, update')}
  `,
  down: `drop table questionnaires.import_layout, questionnaires.own_version, questionnaires.own_template;`,
};
