import { message } from '../../render.js';
import type { FormError } from '../../http/form.js';
import { acceptedSuffixes, documentKinds, kindsInLine, kindWord } from './document-kinds.js';
import { addressOfQuestion, type Form, type FormMap } from './form-map.js';
import { formFrame, saySize } from './form-frame.js';

/** What the form for a document shows: typed values and what must be mended. */
export interface UploadState {
  readonly values: { readonly kind: string; readonly questions: readonly string[]; readonly validUntil: string };
  readonly errors?: readonly FormError[];
  readonly wrong?: Readonly<Record<string, string>>;
}

/** Documents that were added, how far each has been read, and the form for one more. */
export function documentsView(map: FormMap, { values, errors = [], wrong = {} }: UploadState) {
  const { form } = map;
  const reading = isReading(form);
  const wanting = map.places.flatMap(({ questions }) => questions).filter((question) => question.kind === 'file' || question.wants !== undefined);
  const asked = [...new Map([...wanting, ...values.questions.flatMap((key) => map.index.questions.get(key) ?? [])].map((question) => [question.key, question] as const)).values()];
  const [first] = values.questions;
  return {
    ...formFrame(form, message('form.documents.title'), {
      error: errors.length > 0, ...(reading && { refresh: 5 }),
      back: first && map.placeOf.has(first) ? { href: addressOfQuestion(map, first), text: message('form.back.question') } : { href: '/form/tasks', text: message('form.back.tasks') },
    }),
    errors, wrong, values, reading: reading ? readingLine(form) : undefined, asker: form.asker.organization,
    documents: form.attachments.map((document) => ({
      name: document.name, id: document.id,
      sub: [kindWord(document.kind), saySize(document.size), document.validUntil && message('form.documents.until', { date: calendar(document.validUntil) })].filter(Boolean).join(', '),
      supports: document.questions.flatMap((key) => {
        const number = map.numberOf.get(key);
        return number === undefined ? [] : [{ text: message('form.documents.question', { number }), href: addressOfQuestion(map, key) }];
      }),
      reading: document.reading && { state: readingStates[document.reading.status], word: message(`form.reading.${document.reading.status}`), says: document.reading.says },
    })),
    kinds: documentKinds.map((kind) => ({ value: kind, text: kindWord(kind) })),
    questions: asked.map((question) => ({ value: question.key, text: map.numberOf.has(question.key) ? `${map.numberOf.get(question.key)}. ${question.text}` : question.text, hint: question.wants && message('form.documents.wants', { kinds: kindsInLine(question.wants.kinds) }) })),
    accept: acceptedSuffixes.map((suffix) => `.${suffix}`).join(','),
  };
}

const readingStates = { queued: 'queued', reading: 'running', read: 'done', refused: 'warning', accepted: 'done', rejected: 'done' } as const;

/** Whether a document is still being read. */
export function isReading(form: Form): boolean {
  return form.attachments.some(({ reading }) => reading?.status === 'queued' || reading?.status === 'reading');
}

/** What is being read now, in a sentence. */
export function readingLine(form: Form): string {
  const names = form.attachments.filter(({ reading }) => reading?.status === 'queued' || reading?.status === 'reading').map(({ name }) => `“${name}”`);
  return message('form.documents.readingNow', { names: names.join(', ') });
}

const calendar = (date: string): string => new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(`${date}T00:00:00Z`));
