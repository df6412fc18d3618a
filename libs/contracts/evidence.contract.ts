import { z } from 'zod';
import { date } from './words.js';

/** Days, months … as a standard or a questionnaire says them. */
export const duration = z.object({
  n: z.number().positive(),
  unit: z.enum(['minutes', 'hours', 'days', 'business-days', 'weeks', 'months', 'years']),
});

export const measured = z.object({
  parameter: z.enum(['every', 'within', 'at-least', 'at-most', 'for', 'scope']),
  value: z.union([z.number(), z.array(z.string()), duration]),
  precision: z.enum(['exact', 'bound']),
});

/** One fact about one party, as it travels to the crosswalk. */
export const evidence = z.object({
  id: z.string().min(1).max(300),
  version: z.int().min(1),
  withdrawn: z.boolean().optional(),
  party: z.string().min(1),
  target: z.object({
    kind: z.enum(['control', 'requirement']),
    framework: z.string().optional(),
    id: z.string().min(1),
  }),
  verdict: z.enum(['met', 'excepted', 'not-met', 'not-applicable']),
  assurance: z.enum(['attested', 'evidenced', 'audited-design', 'audited-operation']),
  period: z.object({
    from: date,
    to: date.nullable().optional(),
    countsUntil: date.nullable().optional(),
  }),
  scope: z.array(z.string()).optional(),
  source: z.object({
    kind: z.enum(['answer', 'report', 'bridge-letter', 'document', 'test', 'manual']),
    label: z.string(),
    id: z.string().optional(),
    page: z.int().optional(),
    quote: z.string().optional(),
  }),
  note: z.string().optional(),
  measured: z.array(measured).optional(),
});
export type EvidenceFact = z.output<typeof evidence>;

/** A batch of facts about one party from one source; each replaces lower versions of its id. */
export const evidenceBatch = z.object({
  party: z.string().min(1),
  facts: z.array(evidence).min(1).max(2_000),
});
