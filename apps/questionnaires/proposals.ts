import type { z } from 'zod';
import type { RequestOf } from '#libs/contracts/contract.js';
import type { proposalsGet, proposalsTake } from '#libs/contracts/proposals.contract.js';
import { documentTested } from '#libs/contracts/reports.contract.js';
import type { Bus } from '#libs/platform/bus.js';
import { systemContext, type Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { moveAnswers } from '#libs/questionnaire/merge.js';
import { progressOf } from '#libs/questionnaire/progress.js';
import { suggestAnswers, type TestedControl } from '#libs/questionnaire/suggest-answers.js';
import { visibleAnswers } from '#libs/questionnaire/visibility.js';
import { answersOf, filled, saidIn, shownProgress, type Filled } from './answers.js';
import { handedInBefore } from './before.js';
import type { AnswerOrigin, LinkRow, RequestRow } from './entities.js';
import { demandOpen } from './form.js';
import { inScope, linkedRequest } from './link.js';
import { touch, writeRows } from './save-answers.js';

type Proposal = z.input<typeof proposalsGet.reply>['items'][number];
type Tested = TestedControl & { readonly document: string };
/** A proposal with what is noted about it when it is taken. */
interface Offer { readonly shown: Proposal; readonly origin: AnswerOrigin }

/** Answers that only need to be confirmed: from last time, and from the vendor's own reports. */
export async function getProposals(database: TenantDatabase, bus: Bus, context: Context) {
  const tested = await testedIn(database, bus, context);
  return database.run(context, async (tx) => {
    const { request, link } = await linkedRequest(tx, context);
    const offers = await offersOf(tx, request, link, await filled(tx, request), tested);
    return { items: offers.map(({ shown }) => shown) };
  });
}

/** Makes proposals answers. What was proposed is made anew here, so that only what was really said or shown is noted as such. */
export async function takeProposals(database: TenantDatabase, bus: Bus, input: RequestOf<typeof proposalsTake>, context: Context) {
  const tested = input.take.some(({ kind }) => kind === 'report') ? await testedIn(database, bus, context) : [];
  return database.run(context, async (tx) => {
    const { request, link } = await linkedRequest(tx, context, true);
    demandOpen(request);
    const before = await filled(tx, request);
    const wanted = new Map(input.take.map(({ key, kind }) => [key, kind]));
    const taken = (await offersOf(tx, request, link, before, tested)).filter(({ shown }) => wanted.get(shown.key) === shown.kind);
    const rows = await writeRows(tx, request, link.email, taken.map(({ shown, origin }) => ({ key: shown.key, state: shown.state, value: shown.value ?? null, explanation: shown.explanation ?? null, revision: 0, origin })));
    await touch(tx, request, rows.length > 0);
    const progress = progressOf(before.index, answersOf([...before.rows, ...rows], before.attachments));
    return { taken: rows.map(({ key }) => key), progress: shownProgress(progress, link.sections) };
  });
}

/** Offers for questions of this link without an answer; what was said last time comes before what a report shows. */
async function offersOf(tx: Transaction, request: RequestRow, link: LinkRow, now: Filled, tested: readonly Tested[]): Promise<Offer[]> {
  const open = (key: string) => now.answers[key] === undefined && inScope(link, now.index, key);
  const last = (await lastTime(tx, request, now)).filter(({ shown }) => open(shown.key));
  const said = new Set(last.map(({ shown }) => shown.key));
  return [...last, ...fromReports(now, tested).filter(({ shown }) => open(shown.key) && !said.has(shown.key))];
}

/**
 * What was shown and answered last time and still fits. Agreements are given anew, and documents are put in anew. Only
 * for the same mail domain: an address that was mistyped must not open what a vendor said in confidence.
 */
async function lastTime(tx: Transaction, request: RequestRow, now: Filled): Promise<Offer[]> {
  const before = await handedInBefore(tx, request);
  if (!before?.submittedAt || hostOf(before.recipient) !== hostOf(request.recipient)) return [];
  const { index, answers } = await filled(tx, before);
  const at = before.submittedAt.toISOString();
  return moveAnswers(index.template, now.index.template, visibleAnswers(index, answers)).flatMap(({ key, fate, answer }): Offer[] => {
    const question = now.index.questions.get(key);
    if (!answer || !question || (fate !== 'kept' && fate !== 'to-confirm') || question.kind === 'statement' || question.kind === 'file') return [];
    const { state, value, explanation } = answer;
    return [{
      shown: { key, kind: 'last-time', state, ...(value !== undefined && { value: value as never }), ...(explanation && { explanation }), at, document: null, page: null, quote: null, changed: fate === 'to-confirm' },
      origin: { kind: 'carried-over', request: before.id, at },
    }];
  });
}

const hostOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();

function fromReports({ index, attachments }: Filled, tested: readonly Tested[]): Offer[] {
  return attachments.filter(({ readingDocument }) => readingDocument).flatMap(({ readingDocument, name }) =>
    suggestAnswers(index, tested.filter(({ document }) => document === readingDocument)).map(({ key, value, page, quote }): Offer => ({
      shown: { key, kind: 'report', state: 'given', value: value as never, at: null, document: name, page, quote, changed: false },
      origin: { kind: 'suggested', document: name, page },
    })));
}

/** Tested controls of the reports that were read in this form; none while the reader does not answer. */
async function testedIn(database: TenantDatabase, bus: Bus, context: Context): Promise<readonly Tested[]> {
  const documents = await database.run(context, async (tx) => {
    const { request, link } = await linkedRequest(tx, context);
    return link.sections === null ? (await saidIn(tx, request.id)).attachments.flatMap(({ readingDocument, reading }) => (readingDocument && (reading === 'read' || reading === 'accepted') ? [readingDocument] : [])) : [];
  });
  if (!documents.length) return [];
  try {
    return (await bus.request(documentTested, { documents: documents.slice(0, 20) }, systemContext('questionnaires', context.tenant, context))).items;
  } catch {
    return [];
  }
}
