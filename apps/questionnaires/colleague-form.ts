import type { z } from 'zod';
import { Fault } from '#libs/contracts/faults.js';
import type { form } from '#libs/contracts/vendor-form.contract.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { minutesFor } from '#libs/questionnaire/compose.js';
import { scopeTemplate } from '#libs/questionnaire/scope.js';
import { filled } from './answers.js';
import type { LinkRow, RequestRow } from './entities.js';
import { inScope } from './link.js';

type Form = z.input<typeof form>;

/** What a colleague sees of a form: their sections with the answers and documents of those, and nothing of any other. */
export async function colleagueForm(tx: Transaction, request: RequestRow, sections: readonly string[], link: LinkRow, whole: Form): Promise<Form> {
  const { index, answers } = await filled(tx, request);
  const template = scopeTemplate(index, answers, sections);
  const sees = (key: string) => inScope(link, index, key);
  return {
    ...whole,
    questionnaire: template as never, minutes: minutesFor(template), message: null,
    answers: whole.answers.filter(({ key }) => sees(key)),
    attachments: whole.attachments.filter(({ questions }) => questions.some(sees)).map((one) => ({ ...one, questions: one.questions.filter(sees) })),
    progress: whole.progress.filter(({ key }) => sections.includes(key)),
    unanswered: whole.unanswered.filter(({ key }) => sees(key)),
    receipt: null,
    helps: { owner: link.invitedBy ?? request.recipient, note: link.note },
  };
}

/** A document as the holder of a link sees it: without the questions of sections that are not theirs. */
export async function seenBy<T extends { readonly questions: string[] }>(tx: Transaction, request: RequestRow, link: LinkRow, document: T): Promise<T> {
  if (link.sections === null) return document;
  const { index } = await filled(tx, request);
  return { ...document, questions: document.questions.filter((key) => inScope(link, index, key)) };
}

/** Whether the holder of a link may take a document back: everybody's for the owner, for a colleague those that stand behind their own questions alone. */
export async function seesDocument(tx: Transaction, request: RequestRow, link: LinkRow, document: string): Promise<boolean> {
  if (link.sections === null) return true;
  const { index, attachments } = await filled(tx, request);
  const row = attachments.find(({ id }) => id === document);
  return row !== undefined && row.questions.length > 0 && row.questions.every((key) => inScope(link, index, key));
}

/** Refuses a document that a colleague would put behind questions of other sections. @throws Fault `questionnaires.section-foreign` */
export async function demandQuestions(tx: Transaction, request: RequestRow, link: LinkRow, questions: readonly string[]): Promise<void> {
  if (link.sections === null) return;
  const { index } = await filled(tx, request);
  if (questions.length > 0 && questions.every((key) => inScope(link, index, key))) return;
  const message = 'Choose which of your questions this document supports: you answer the sections that were shared with you';
  throw new Fault('invalid', 'questionnaires.section-foreign', message, { fields: [{ field: 'questions', message }] });
}
