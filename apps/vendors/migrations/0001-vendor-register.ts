import { tenantTable } from '#libs/platform/sql.js';

/** The register: vendors, their contacts and decisions, and what the other services last said of them. */
export const vendorRegister = {
  name: '0001-vendor-register',
  up: `
    create table vendors.vendor (
      tenant_id uuid not null,
      id uuid not null,
      version integer not null,
      name text not null,
      service text not null,
      website text,
      owner text,
      profile jsonb not null,
      roles text[] not null,
      tier text not null check (tier in ('critical', 'high', 'medium', 'low')),
      score numeric not null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      primary key (tenant_id, id)
    );
    create unique index vendor_name on vendors.vendor (tenant_id, lower(name));
    ${tenantTable('vendors', 'vendor', 'select, insert, update')}

    create table vendors.contact (
      tenant_id uuid not null,
      id uuid not null,
      vendor uuid not null,
      name text not null,
      email text not null,
      phone text,
      purpose text not null,
      primary key (tenant_id, id),
      unique (tenant_id, vendor, email),
      foreign key (tenant_id, vendor) references vendors.vendor
    );
    ${tenantTable('vendors', 'contact', 'select, insert, update')}

    create table vendors.decision (
      tenant_id uuid not null,
      id uuid not null,
      vendor uuid not null,
      outcome text not null check (outcome in ('approved', 'approved-with-conditions', 'rejected')),
      note text not null,
      by_account text not null,
      at timestamptz not null default now(),
      primary key (tenant_id, id),
      foreign key (tenant_id, vendor) references vendors.vendor
    );
    create index decision_vendor on vendors.decision (tenant_id, vendor, at desc);
    ${tenantTable('vendors', 'decision', 'select, insert')}

    create table vendors.latest_request (
      tenant_id uuid not null,
      vendor uuid not null,
      request uuid not null,
      status text not null,
      due text,
      sequence integer not null,
      primary key (tenant_id, vendor, request)
    );
    ${tenantTable('vendors', 'latest_request', 'select, insert, update')}

    create table vendors.latest_document (
      tenant_id uuid not null,
      vendor uuid not null,
      document uuid not null,
      status text not null,
      says text not null,
      counts_until date,
      sequence integer not null,
      primary key (tenant_id, vendor, document)
    );
    ${tenantTable('vendors', 'latest_document', 'select, insert, update')}

    create table vendors.latest_coverage (
      tenant_id uuid not null,
      vendor uuid not null,
      sequence integer not null,
      frameworks jsonb not null,
      computed timestamptz not null,
      primary key (tenant_id, vendor)
    );
    ${tenantTable('vendors', 'latest_coverage', 'select, insert, update')}
  `,
  down: `
    drop table vendors.latest_coverage, vendors.latest_document, vendors.latest_request, vendors.decision, vendors.contact, vendors.vendor;
  `,
};
