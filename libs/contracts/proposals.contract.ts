import { z } from 'zod';
import { request } from './contract.js';
import { answerValue, sectionProgress } from './questionnaires.contract.js';
import { instant } from './words.js';

const vendor = { issuers: ['vendor'], callers: ['web'] } as const;

/** Where a proposed answer comes from: what the vendor said last time, or what its own assurance report shows. */
export const proposalKind = z.enum(['last-time', 'report']);

/** An answer that the vendor may confirm. It is no answer until then. */
const proposal = z.object({
  key: z.string(), kind: proposalKind,
  state: z.enum(['given', 'not-applicable', 'unknown']), value: answerValue.optional(), explanation: z.string().optional(),
  at: instant.nullable().describe('when it was handed in last time'),
  document: z.string().nullable().describe('the name of the report'), page: z.int().nullable(), quote: z.string().nullable().describe('the control in the words of the report'),
  changed: z.boolean().describe('the words of the question changed since'),
});

/** What could be answered by a confirmation: for questions of this link that have no answer yet. */
export const proposalsGet = request('questionnaires', 'proposals-get', {
  request: z.object({}),
  reply: z.object({ items: z.array(proposal) }),
  http: { method: 'GET', path: '/form/proposals', roles: [], summary: 'Answers that only need to be confirmed' },
  ...vendor,
});

/** Makes proposals answers, as they are. One whose question was answered meanwhile is left. */
export const proposalsTake = request('questionnaires', 'proposals-take', {
  request: z.object({ take: z.array(z.object({ key: z.string(), kind: proposalKind })).min(1, 'Choose at least one answer').max(500) }),
  reply: z.object({ taken: z.array(z.string()), progress: z.array(sectionProgress) }),
  http: { method: 'POST', path: '/form/proposals', roles: [], summary: 'Confirm proposed answers' },
  ...vendor,
});
