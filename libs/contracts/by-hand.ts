import { z } from 'zod';
import { line, paragraph } from './words.js';

const day = z.iso.date('Enter a date such as 2026-03-31');

/** The documents that count as evidence without being read: what they are. */
export const byHandKinds = ['iso-certificate', 'pci-aoc', 'pen-test', 'hitrust-letter', 'soc3-report', 'other'] as const;

/** What a person says of a document that the reader does not read. */
export const byHand = z.object({
  kind: z.enum(byHandKinds, 'Choose what it is'),
  issuer: line.min(1, 'Enter who issued it').describe('who issued it: the certification body, the assessor, the tester'),
  scope: paragraph.min(1, 'Say what it speaks of').describe('of which services, systems and places it speaks'),
  issued: day.describe('the day of issue, or the day on which a test ended'),
  from: day.optional().describe('the first day that it speaks of; the day of issue when left out'),
  until: day.optional().describe('the last day on which it is valid; a document without one counts for twelve months'),
  targets: z.array(z.object({ framework: z.string().max(60).nullable().describe('null: a common control'), id: z.string().min(1).max(60), page: z.coerce.number().int().min(1).max(5_000).optional() })).min(1, 'Name at least one requirement or common control').max(300, 'Name at most 300'),
  verdict: z.enum(['met', 'excepted']).default('met').describe('excepted: it names findings on what it speaks of'),
  note: paragraph.optional(),
});
