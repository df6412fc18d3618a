import type { Question } from '#libs/questionnaire/template-types.js';
import { message } from '../../render.js';
import type { ReadAnswer } from './answer-fields.js';
import { addressOf, type FormMap, type Place } from './form-map.js';
import { formFrame } from './form-frame.js';
import { offerView, type Proposals } from './proposals.view.js';
import { fieldId, questionView, type Pending } from './question.view.js';

/** What the service and the page itself found wrong with what was sent. */
export interface Outcome {
  readonly read: readonly ReadAnswer[];
  /** message by question key */
  readonly wrong: Readonly<Record<string, string>>;
  /** keys of questions that somebody else answered meanwhile */
  readonly conflicts: readonly string[];
}

/** One page of a section, perhaps with what must be mended; everything typed is kept. */
export function sectionView(map: FormMap, place: Place, outcome?: Outcome, proposals: Proposals = []) {
  const proposed = new Map(proposals.map((one) => [one.key, one]));
  const pending = (question: Question) => (outcome ? pendingOf(map, question, outcome) : {});
  const errors = outcome ? place.questions.flatMap((question) => errorOf(map, question, pending(question))) : [];
  const title = place.section.title;
  return {
    ...formFrame(map, place.of > 1 ? message('form.page.title', { title, page: place.ordinal, of: place.of }) : title, { error: errors.length > 0 }),
    heading: title,
    where: place.of > 1 ? message('form.page.where', { page: place.ordinal, of: place.of }) : undefined,
    intro: place.ordinal === 1 ? place.section.intro : undefined,
    action: addressOf(map, place), section: place.section.key, number: place.page,
    errors,
    offers: place.questions.some(({ key }) => proposed.has(key)),
    questions: place.questions.map((question) => {
      const proposal = proposed.get(question.key);
      return { ...questionView(map, question, pending(question)), ...(proposal && { offer: offerView(question, proposal) }) };
    }),
  };
}

/** What of a page waits for mending; answers that were saved stand there as saved. */
function pendingOf(map: FormMap, question: Question, { read, wrong, conflicts }: Outcome): Pending {
  const sent = read.find((one) => one.question.key === question.key);
  const said = wrong[question.key];
  if (!sent || (said === undefined && !conflicts.includes(question.key))) return {};
  const conflict = conflicts.includes(question.key) || sent.keep === 'open' ? { theirs: map.answers[question.key] } : undefined;
  return {
    typed: sent.typed,
    ...(said !== undefined && { wrong: { text: said, at: sent.problem?.path === 'explanation' && sent.problem.message === said ? 'explanation' as const : 'value' as const } }),
    ...(conflict && { conflict }),
  };
}

function errorOf(map: FormMap, question: Question, pending: Pending) {
  const number = map.numberOf.get(question.key) ?? 0;
  const { wrong, conflict } = pending;
  if (conflict) return [{ href: `#${map.idOf(question.key)}-keep`, text: message('form.page.errorConflict', { number }) }];
  return wrong ? [{ href: `#${fieldId(map, question, wrong.at)}`, text: message('form.page.error', { number, text: wrong.text }) }] : [];
}

/** Shown questions of a page that were not on it when it was sent: an answer brought them in. */
export function cameIn(place: Place, read: readonly ReadAnswer[]): readonly Question[] {
  const sent = new Set(read.map((one) => one.question.key));
  return place.questions.filter((question) => !sent.has(question.key) && !(question.kind === 'statement' && question.optional === true));
}
