import { z } from 'zod';
import { request } from './contract.js';
import { assurance, narrowing } from './crosswalk.contract.js';
import { date, sha256 } from './words.js';

const insiders = ['administrator', 'procurement', 'compliance', 'reader', 'auditor'] as const;
const list = z.union([z.array(z.string()), z.string().transform((text) => text.split(',').filter(Boolean))]);

/** A file that was written into the object store. Every export names the hash of the catalog and the date. */
const file = z.object({ sha256, name: z.string(), type: z.string() });

/** What is proven of a party: a table, a tagged PDF, or an OSCAL component definition. */
export const coverageExport = request('crosswalk', 'coverage-export', {
  request: z.object({ party: z.string(), frameworks: list.optional(), ...narrowing, format: z.enum(['csv', 'xlsx', 'pdf', 'json', 'oscal']).default('pdf') }),
  reply: file,
  timeout: 30_000,
  http: { method: 'GET', path: '/coverage/:party/export', roles: insiders, summary: 'What is proven of a party as a file: CSV, XLSX, PDF, JSON, or an OSCAL component definition', file: true },
});

/** What keeps a framework from being met: a table, or a tagged PDF with a first page for people who decide. */
export const gapExport = request('crosswalk', 'gap-export', {
  request: z.object({ party: z.string(), framework: z.string(), at: date.optional(), assurance: assurance.optional(), format: z.enum(['csv', 'xlsx', 'pdf', 'json']).default('pdf') }),
  reply: file,
  timeout: 30_000,
  http: { method: 'GET', path: '/gaps/:party/:framework/export', roles: insiders, summary: 'The gaps of a framework as a file: CSV, XLSX, PDF or JSON', file: true },
});

/** The catalog with the tenant's own data over it: a framework's requirements, its mapping rows, or the common controls. */
export const catalogExport = request('crosswalk', 'catalog-export', {
  request: z.object({
    what: z.enum(['requirements', 'mapping', 'direct', 'controls']).default('mapping').describe('mapping: rows to common controls, and beside them, except in CSV, rows between requirements; direct: those alone'),
    framework: z.string().optional().describe('needed for requirements; of a mapping: only this framework'),
    to: z.string().optional().describe('of a mapping in OSCAL: only to this framework; concord is the hub'), format: z.enum(['oscal', 'csv', 'xlsx', 'json']).default('oscal'),
  }),
  reply: file,
  timeout: 30_000,
  http: { method: 'GET', path: '/catalog/export', roles: insiders, summary: 'Requirements, mapping rows or common controls as a file: OSCAL, CSV, XLSX or JSON', file: true },
});
