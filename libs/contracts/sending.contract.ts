import { z } from 'zod';
import { request } from './contract.js';
import { wording } from './mail-wording.js';
import { depth, requestDetail, sendAt } from './questionnaires.contract.js';
import { date, email, id, line, paragraph, zone } from './words.js';

const buyers = ['administrator', 'procurement'] as const;
const insiders = ['administrator', 'procurement', 'compliance', 'reader', 'auditor'] as const;
const version = z.coerce.number().int();

/** One of many requests that are sent at once. */
export const manyRow = z.object({
  vendor: id, to: email, contactName: line.optional(), depth, modules: z.array(z.string()).default([]),
  due: z.object({ date, zone }), message: paragraph.optional(),
});

/** What would become, or became, of one row: a request, or nothing because the same was asked already and is open. */
const manyItem = z.object({ row: z.int(), outcome: z.enum(['sent', 'there']), request: id.nullable() });

/**
 * Sends one questionnaire to many vendors: all rows or none. A row whose vendor and address have an open request of
 * this questionnaire is left as it is, and the same rows sent again are the same batch.
 * With `dryRun` nothing is sent and every refusal is listed with its row and field, rows counted from 0.
 */
export const requestSendMany = request('questionnaires', 'request-send-many', {
  request: z.object({
    template: z.string(), rows: z.array(manyRow).min(1, 'Give at least one row').max(1_000, 'Send at most 1,000 requests at once'),
    sendAt: sendAt.optional(), wording: wording.optional(), askerName: line.optional(), dryRun: z.boolean().default(false),
  }),
  reply: z.object({
    batch: id.nullable(), items: z.array(manyItem),
    errors: z.array(z.object({ row: z.int(), field: z.string(), message: z.string() })),
  }),
  timeout: 60_000,
  http: { method: 'POST', path: '/requests/many', roles: buyers, summary: 'Send a questionnaire to many vendors, all or none', idempotent: true },
});

/** Gives the vendor more time, or less; reminders follow. The vendor is told when `tell` is set. */
export const requestExtend = request('questionnaires', 'request-extend', {
  request: z.object({ id, version, due: z.object({ date, zone }), tell: z.boolean().default(true) }),
  reply: requestDetail,
  http: { method: 'POST', path: '/requests/:id/due', roles: buyers, summary: 'Change the due date of a request', idempotent: true },
});

/** Stops the reminders of a request, or lets them go on. */
export const requestPause = request('questionnaires', 'request-pause', {
  request: z.object({ id, version, paused: z.boolean() }),
  reply: requestDetail,
  http: { method: 'POST', path: '/requests/:id/pause', roles: buyers, summary: 'Pause or resume the reminders of a request', idempotent: true },
});

/** Hands a request over to another person at the vendor: a new link goes there, the old one opens nothing any more. */
export const requestContact = request('questionnaires', 'request-contact', {
  request: z.object({ id, version, to: email, contactName: line.optional() }),
  reply: requestDetail,
  http: { method: 'POST', path: '/requests/:id/contact', roles: buyers, summary: 'Send a request to somebody else at the vendor', idempotent: true },
});

/** The wording of the mail with the link as it stands for a new request, and what may stand in braces. */
export const wordingGet = request('questionnaires', 'wording-get', {
  request: z.object({}),
  reply: z.object({ subject: z.string(), text: z.string(), own: z.boolean().describe('it was worded here before, and is not the one that comes with Concord') }),
  http: { method: 'GET', path: '/requests-wording', roles: insiders, summary: 'The wording of the mail with the link' },
});

/** The mail with the link as the vendor would get it. @throws Fault `questionnaires.wording` where it cannot be made */
export const wordingPreview = request('questionnaires', 'wording-preview', {
  request: z.object({ vendor: id, template: z.string(), due: z.object({ date, zone }), contactName: line.optional(), message: paragraph.optional(), askerName: line.optional(), wording }),
  reply: z.object({ subject: z.string(), text: z.string() }),
  http: { method: 'POST', path: '/requests-wording/preview', roles: buyers, summary: 'The mail with the link as the vendor would get it' },
});

const tier = z.enum(['critical', 'high', 'medium', 'low']);

/** What a vendor of one tier is proposed to be asked; null: the first questionnaire there is. */
const tierPlan = z.object({
  template: z.string().max(200).nullable().default(null), depth,
  days: z.coerce.number('Enter a number of days').int('Enter whole days').min(1, 'Enter 1 or more days').max(365, 'Enter at most 365 days').describe('time to answer'),
});
export type TierPlan = z.output<typeof tierPlan>;

/** The less depends on a vendor, the less it is asked. */
export const usualTiers = {
  critical: { template: null, depth: 'full', days: 14 }, high: { template: null, depth: 'full', days: 14 },
  medium: { template: null, depth: 'standard', days: 14 }, low: { template: null, depth: 'short', days: 14 },
} as const satisfies Record<z.output<typeof tier>, TierPlan>;

const policy = z.object({
  remindBefore: z.array(z.coerce.number().int().min(0).max(60)).max(6).describe('days before the due date'),
  remindWeekly: z.boolean().describe('each week after it, eight times at most'),
  linkDays: z.coerce.number('Enter a number of days').int('Enter whole days').min(0, 'Enter 0 or more days').max(365, 'Enter at most 365 days').default(30).describe('days for which a link still opens after its request was closed'),
  tiers: z.object({ critical: tierPlan, high: tierPlan, medium: tierPlan, low: tierPlan }).default(usualTiers).describe('what is proposed for a new request, by tier'),
  fourEyes: z.array(tier).describe('tiers whose answers a second person must accept'),
});

/** How an organization asks: when vendors are reminded, and whose answers two people accept. */
export const policyGet = request('questionnaires', 'policy-get', {
  request: z.object({}),
  reply: policy.extend({ version: z.int() }),
  http: { method: 'GET', path: '/requests-policy', roles: insiders, summary: 'When vendors are reminded, and whose answers two people accept' },
});

export const policySet = request('questionnaires', 'policy-set', {
  request: policy.extend({ version }),
  reply: policy.extend({ version: z.int() }),
  http: { method: 'PUT', path: '/requests-policy', roles: ['administrator'], summary: 'Set when vendors are reminded, and whose answers two people accept' },
});

export type Policy = z.output<typeof policy>;
