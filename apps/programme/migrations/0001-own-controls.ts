import { ledgerTable } from '#libs/platform/evidence-ledger.js';
import { tenantTable } from '#libs/platform/sql.js';

/** The own organization's controls and the files behind them. */
export const ownControls = {
  name: '0001-own-controls',
  up: `
    create table programme.own_control (
      tenant_id uuid not null,
      id uuid not null,
      version integer not null,
      control text not null,
      state text not null check (state in ('planned', 'in-place', 'not-applicable', 'not-in-place')),
      owner text,
      how text not null,
      justification text,
      measured jsonb not null,
      since date not null,
      updated_at timestamptz not null default now(),
      primary key (tenant_id, id),
      unique (tenant_id, control)
    );
    ${tenantTable('programme', 'own_control', 'select, insert, update')}

    create table programme.collected (
      tenant_id uuid not null,
      id uuid not null,
      own_control uuid not null,
      sha256 text not null,
      name text not null,
      size bigint not null,
      from_date date not null,
      to_date date,
      note text,
      by_account text not null,
      at timestamptz not null default now(),
      primary key (tenant_id, id),
      unique (tenant_id, own_control, sha256, from_date),
      foreign key (tenant_id, own_control) references programme.own_control,
      check (to_date is null or to_date >= from_date)
    );
    ${tenantTable('programme', 'collected', 'select, insert')}

    ${ledgerTable('programme')}
  `,
  down: `
    drop table programme.evidence_fact, programme.collected, programme.own_control;
  `,
};
