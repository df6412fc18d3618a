import { z } from 'zod';
import { request } from './contract.js';
import { answer } from './questionnaires.contract.js';
import { id, instant } from './words.js';

/**
 * What the same vendor said to the same questionnaire last time: the newest request that was handed in before this
 * one, with the questions that were shown and their answers; null where there is none.
 */
export const requestBefore = request('questionnaires', 'request-before', {
  request: z.object({ id }),
  reply: z.object({
    before: z.object({ request: id, submitted: instant, questions: z.array(z.looseObject({ key: z.string(), text: z.string(), kind: z.string() })), answers: z.array(answer) }).nullable(),
  }),
  http: { method: 'GET', path: '/requests/:id/before', roles: ['administrator', 'procurement', 'compliance', 'reader', 'auditor'], summary: 'What the same vendor answered last time' },
});
