import { z } from 'zod';
import { event, request } from './contract.js';
import { cursor, email, id, instant, line, pageOf, paragraph, website } from './words.js';

const buyers = ['administrator', 'procurement'] as const;
const insiders = ['administrator', 'procurement', 'compliance', 'reader', 'auditor'] as const;

/** What decides the inherent risk of using a vendor: the answers that procurement gives before asking anybody. */
export const riskProfile = z.object({
  dataClasses: z.array(z.enum(['public', 'internal', 'confidential', 'personal', 'special-category', 'cardholder', 'health'])).min(1, 'Choose at least one kind of data'),
  volume: z.enum(['none', 'under-1k', '1k-100k', '100k-1m', 'over-1m']),
  access: z.enum(['none', 'limited', 'production', 'privileged']),
  criticality: z.enum(['low', 'moderate', 'high', 'critical']),
  substitutability: z.enum(['easy', 'weeks', 'months', 'hard']),
  spend: z.enum(['under-10k', '10k-100k', '100k-1m', 'over-1m']),
  countries: z.array(z.string().regex(/^[A-Z]{2}$/, 'Use two-letter country codes such as DE')).default([]),
  regulated: z.array(z.enum(['gdpr', 'hipaa', 'pci-dss', 'dora', 'soc2', 'iso27001'])).default([]),
});
export type RiskProfile = z.output<typeof riskProfile>;

export const tier = z.enum(['critical', 'high', 'medium', 'low']);

/** One summand of the inherent risk: the factor, what was chosen, its points, and the sentence that says so. */
export const riskFactor = z.object({ factor: z.string(), points: z.number(), of: z.number(), says: z.string() });

export const inherentRisk = z.object({
  tier,
  score: z.number(),
  factors: z.array(riskFactor),
  rules: z.array(z.string()),
});

/** In which roles requirements bind the vendor. */
export const partyRole = z.enum([
  'controller', 'processor', 'service-provider', 'multi-tenant-service-provider', 'issuer', 'merchant',
  'covered-entity', 'business-associate', 'health-plan', 'clearinghouse',
]);

const editable = z.object({
  name: line,
  website: website.optional(),
  service: line.describe('what is bought'),
  owner: line.optional().describe('who in the own organization answers for the vendor'),
  profile: riskProfile,
  roles: z.array(partyRole).default([]),
});

export const contact = z.object({ id, name: line, email, phone: z.string().max(50).nullable(), purpose: z.enum(['security', 'privacy', 'commercial', 'other']) });

export const decision = z.object({
  outcome: z.enum(['approved', 'approved-with-conditions', 'rejected']),
  note: paragraph,
  by: z.string(),
  at: instant,
});

const frameworkTotals = z.object({ framework: z.string(), name: z.string().optional(), totals: z.record(z.string(), z.int()) });

const vendorRow = z.object({
  id,
  name: z.string(),
  service: z.string(),
  tier,
  status: z.enum(['new', 'asked', 'answered', 'reviewed', 'approved', 'approved-with-conditions', 'rejected']),
  request: z.object({ id, status: z.string(), due: z.string().nullable() }).nullable(),
  report: z.object({ id, status: z.string(), validUntil: z.string().nullable() }).nullable(),
  coverage: z.array(frameworkTotals),
  updated: instant,
});

export const vendor = vendorRow.extend({
  version: z.int(),
  website: z.string().nullable(),
  owner: z.string().nullable(),
  profile: riskProfile,
  roles: z.array(partyRole),
  risk: inherentRisk,
  reassessEvery: z.object({ n: z.int(), unit: z.literal('months') }),
  contacts: z.array(contact),
  decision: decision.nullable(),
  history: z.array(z.object({ at: instant, actor: z.string(), action: z.string(), detail: z.record(z.string(), z.unknown()) })),
});

export const vendorAdd = request('vendors', 'vendor-add', {
  request: editable.extend({ contact: z.object({ name: line, email }).optional() }),
  reply: vendor,
  http: { method: 'POST', path: '/vendors', roles: buyers, summary: 'Add a vendor', idempotent: true },
});

export const vendorEdit = request('vendors', 'vendor-edit', {
  request: editable.extend({ id, version: z.coerce.number().int() }),
  reply: vendor,
  http: { method: 'PUT', path: '/vendors/:id', roles: buyers, summary: 'Change a vendor' },
});

export const vendorGet = request('vendors', 'vendor-get', {
  request: z.object({ id }),
  reply: vendor,
  callers: ['web', 'reports'],
  issuers: ['person', 'system'],
  http: { method: 'GET', path: '/vendors/:id', roles: insiders, summary: 'One vendor' },
});

export const vendorList = request('vendors', 'vendor-list', {
  request: z.object({
    q: z.string().trim().max(100).optional(),
    tier: tier.optional(),
    status: vendorRow.shape.status.optional(),
    sort: z.enum(['name', 'tier', 'updated']).default('name'),
    order: z.enum(['asc', 'desc']).default('asc'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor,
  }),
  reply: pageOf(vendorRow),
  http: { method: 'GET', path: '/vendors', roles: insiders, summary: 'Vendors, page by page' },
});

export const contactAdd = request('vendors', 'contact-add', {
  request: z.object({ vendor: id, name: line, email, phone: z.string().max(50).optional(), purpose: contact.shape.purpose.default('security') }),
  reply: contact,
  http: { method: 'POST', path: '/vendors/:vendor/contacts', roles: buyers, summary: 'Add a contact of a vendor', idempotent: true },
});

export const decisionRecord = request('vendors', 'decision-record', {
  request: z.object({ vendor: id, version: z.coerce.number().int(), outcome: decision.shape.outcome, note: paragraph.min(1, 'Say why') }),
  reply: vendor,
  http: { method: 'POST', path: '/vendors/:vendor/decision', roles: buyers, summary: 'Decide whether a vendor may be bought from', idempotent: true },
});

/** A vendor was added or changed; the others keep its name and roles beside what is theirs. */
export const vendorChanged = event(
  'vendors',
  'vendor-changed',
  z.object({ id, name: z.string(), service: z.string().optional(), roles: z.array(partyRole), tier: tier.optional(), version: z.int() }),
  ['questionnaires', 'reports', 'crosswalk'],
);
