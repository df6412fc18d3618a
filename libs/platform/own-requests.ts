import { z } from 'zod';
import { request, services, type Service } from '#libs/contracts/contract.js';
import { done, id, instant } from '#libs/contracts/words.js';

const asked = { callers: ['web'], issuers: ['person', 'system'] } as const;
const administrators = { method: 'GET', path: '', roles: ['administrator'], summary: '' } as const;

/** One entry of the audit trail; `at` counts microseconds, as the database does. */
export const auditEntry = z.object({ id, at: instant, actor: z.string(), action: z.string(), subject: z.string(), detail: z.record(z.string(), z.unknown()) });

/** What is missing for a service to work. Every service answers it. */
export const healthOf = (service: Service) =>
  request(service, 'health', {
    request: z.object({}),
    reply: z.object({ service: z.enum(services), ready: z.boolean(), missing: z.array(z.string()), notes: z.array(z.string()) }),
    ...asked,
    tenantless: true,
  });

/** The messages of a tenant that could not have their effect, for an administrator. Their content stays in the database. */
export const deadLettersOf = (service: Service) =>
  request(service, 'dead-letters', {
    request: z.object({}),
    reply: z.object({ items: z.array(z.object({ id, event: z.string(), reason: z.string(), at: instant })) }),
    ...asked,
    http: { ...administrators, summary: 'Messages that could not have their effect' },
  });

/** Gives one of them its effect after all. */
export const deadLetterReplayOf = (service: Service) =>
  request(service, 'dead-letter-replay', {
    request: z.object({ id }),
    reply: done,
    ...asked,
    http: { ...administrators, method: 'POST', summary: 'Replay a message that could not have its effect' },
  });

/** What was done in a tenant, newest first, a page at a time: the entries that came before a moment and an id. */
export const auditTrailOf = (service: Service) =>
  request(service, 'audit-trail', {
    request: z.object({ before: z.object({ at: instant, id }).optional(), actor: z.string().max(100).optional(), subject: z.string().max(200).optional(), limit: z.number().int().min(1).max(100) }),
    reply: z.object({ items: z.array(auditEntry) }),
    ...asked,
    http: { ...administrators, summary: 'What was done, newest first' },
  });

/** Whether a tenant's audit trail is whole: each entry is compared with the chain of seals. */
export const auditCheckOf = (service: Service) =>
  request(service, 'audit-check', {
    request: z.object({}),
    reply: z.object({ sealed: z.number(), unsealed: z.number(), fault: z.object({ what: z.string(), entry: id.nullable() }).nullable() }),
    ...asked,
    http: { ...administrators, summary: 'Whether the audit trail is whole' },
  });
