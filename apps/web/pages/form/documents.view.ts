import type { ReplyOf } from '#libs/contracts/contract.js';
import type { readingsGet } from '#libs/contracts/vendor-form.contract.js';
import { message } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';
import type { FormError } from '../../http/form.js';
import { acceptedSuffixes, documentKinds, kindsInLine, kindWord } from './document-kinds.js';
import { addressOfQuestion, type Form, type FormMap } from './form-map.js';
import { formFrame, saySize } from './form-frame.js';

/** What the form for a document shows: typed values and what must be mended. */
export interface UploadState {
  readonly readings?: Readings;
  readonly values: { readonly kind: string; readonly questions: readonly string[]; readonly validUntil: string };
  readonly errors?: readonly FormError[];
  readonly wrong?: Readonly<Record<string, string>>;
}

/** Documents that were added, how far each has been read, and the form for one more. */
export function documentsView(map: FormMap, { readings = [], values, errors = [], wrong = {} }: UploadState) {
  const { form } = map;
  const reading = isReading(form);
  const wanting = map.places.flatMap(({ questions }) => questions).filter((question) => question.kind === 'file' || question.wants !== undefined);
  const asked = [...new Map([...wanting, ...values.questions.flatMap((key) => map.index.questions.get(key) ?? [])].map((question) => [question.key, question] as const)).values()];
  const [first] = values.questions;
  return {
    ...formFrame(map, message('form.documents.title'), {
      error: errors.length > 0, ...(reading && { refresh: 5 }),
      back: first && map.placeOf.has(first) ? { href: addressOfQuestion(map, first), text: message('form.back.question') } : { href: `${map.at}/tasks`, text: message('form.back.tasks') },
    }),
    errors, wrong, values, reading: reading ? { text: readingLine(readings) || message('form.documents.waiting'), ...readingShare(readings) } : undefined, asker: form.asker.organization,
    documents: form.attachments.map((document) => ({
      name: document.name, id: document.id,
      sub: [kindWord(document.kind), saySize(document.size), document.validUntil && message('form.documents.until', { date: calendarDate(document.validUntil) })].filter(Boolean).join(', '),
      supports: document.questions.flatMap((key) => {
        const number = map.numberOf.get(key);
        return number === undefined ? [] : [{ text: message('form.documents.question', { number }), href: addressOfQuestion(map, key) }];
      }),
      reading: readingOf(document, readings),
    })),
    kinds: documentKinds.map((kind) => ({ value: kind, text: kindWord(kind) })),
    questions: asked.map((question) => ({ value: question.key, text: map.numberOf.has(question.key) ? `${map.numberOf.get(question.key)}. ${question.text}` : question.text, hint: question.wants && message('form.documents.wants', { kinds: kindsInLine(question.wants.kinds) }) })),
    accept: acceptedSuffixes.map((suffix) => `.${suffix}`).join(','),
  };
}

const readingStates = { queued: 'queued', reading: 'running', read: 'done', refused: 'warning', accepted: 'done', rejected: 'done', replaced: 'done' } as const;

type Document = Form['attachments'][number];

/** How far each document that is read has come, as the service tells it. */
export type Readings = ReplyOf<typeof readingsGet>['items'];

/** A PDF is always looked at; until its reader has taken it up it waits. */
function statusOf(document: Document): keyof typeof readingStates | null {
  return document.reading?.status ?? (/\.pdf$/i.test(document.name) ? 'queued' : null);
}

function readingOf(document: Document, readings: Readings) {
  const now = readings.find(({ attachment }) => attachment === document.id);
  const status = now?.status ?? statusOf(document);
  if (status === null) return undefined;
  const word = now?.page ? message('form.reading.page', { page: now.page, of: now.of ?? '' }) : message(`form.reading.${status}`);
  return { state: readingStates[status], word, says: isOver(status) ? now?.says ?? document.reading?.says ?? '' : '' };
}

const isOver = (status: string | null): boolean => status !== 'queued' && status !== 'reading';

/** Whether a document is still being read. */
export function isReading(form: Form): boolean {
  return form.attachments.some((document) => !isOver(statusOf(document)));
}

/** Whether all that is read has been read. */
export function isAllRead(readings: Readings): boolean {
  return readings.every(({ status }) => isOver(status));
}

/** What is being read now, in a sentence; '' when nothing is. */
export function readingLine(readings: Readings): string {
  const open = readings.filter(({ status }) => !isOver(status));
  return open.map(({ name, page, of }) => (page ? message('form.documents.readingPage', { name, page, of: of ?? '' }) : message('form.documents.readingNow', { name }))).join(' ');
}

/** Pages read and pages in all, once the reader has said so. */
export function readingShare(readings: Readings): { readonly done?: number; readonly of?: number } {
  const known = readings.filter(({ page }) => page !== null);
  return known.length ? { done: known.reduce((sum, { page }) => sum + (page ?? 0), 0), of: known.reduce((sum, { of }) => sum + (of ?? 0), 0) } : {};
}
