import { z } from 'zod';
import { request, services, type Service } from '#libs/contracts/contract.js';
import { done, id, instant } from '#libs/contracts/words.js';

const asked = { callers: ['web'], issuers: ['person', 'system'] } as const;
const administrators = { method: 'GET', path: '', roles: ['administrator'], summary: '' } as const;

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
