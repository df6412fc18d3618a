import type { ReplyOf } from '#libs/contracts/contract.js';
import type { formGet } from '#libs/contracts/vendor-form.contract.js';
import { pagesOf } from '#libs/questionnaire/pages.js';
import { isNote } from '#libs/questionnaire/progress.js';
import { indexTemplate, type TemplateIndex } from '#libs/questionnaire/template-index.js';
import type { Answers, Question, Section, Template } from '#libs/questionnaire/template-types.js';
import { seeVisible, type Visibility } from '#libs/questionnaire/visibility.js';
import { inLanguageNow } from './questionnaire-words.js';

/** A vendor's form as the questionnaires service tells it. */
export type Form = ReplyOf<typeof formGet>;

/** A page of the questionnaire with the questions that are shown now. */
export interface Place {
  readonly section: Section;
  /** as in its address; stays the same whatever is shown */
  readonly page: number;
  /** "page 2 of 3" among those that show something */
  readonly ordinal: number;
  readonly of: number;
  readonly questions: readonly Question[];
}

/** A form laid out: what is shown, on which page, under which number. */
export interface FormMap {
  readonly form: Form;
  /** where this form's pages stand, as `/form/3f9c01ab42` */
  readonly at: string;
  readonly index: TemplateIndex;
  readonly answers: Answers;
  readonly seen: Visibility;
  /** pages that show something, in order */
  readonly places: readonly Place[];
  readonly placeOf: ReadonlyMap<string, Place>;
  /** numbers of the shown questions; notes have none */
  readonly numberOf: ReadonlyMap<string, number>;
  /** an id on the page for each question, the same whatever is shown */
  readonly idOf: (key: string) => string;
}

/** Lays out a form whose pages stand below an address. */
export function mapForm(form: Form, at: string): FormMap {
  const index = indexTemplate(inLanguageNow(form.questionnaire as unknown as Template));
  const answers = answersOf(form);
  const seen = seeVisible(index, answers);
  const places = index.template.sections.flatMap((section) => placesOf(section, seen));
  const shown = places.flatMap((place) => place.questions);
  const ids = new Map([...index.questions.keys()].map((key, i) => [key, `q${i + 1}`] as const));
  return {
    form, at, index, answers, seen, places,
    placeOf: new Map(places.flatMap((place) => place.questions.map((question) => [question.key, place] as const))),
    numberOf: new Map(shown.filter((question) => !isNote(question)).map((question, i) => [question.key, i + 1] as const)),
    idOf: (key) => ids.get(key) ?? 'main',
  };
}

/** The answers of a form by key, with the documents behind them. */
export function answersOf(form: Form): Answers {
  return Object.fromEntries(form.answers.map((answer) => [answer.key, {
    key: answer.key, state: answer.state, revision: answer.revision, by: answer.by, at: answer.at,
    evidence: form.attachments.filter(({ id }) => answer.evidence.includes(id)).map(({ id, kind, name }) => ({ id, kind, label: name })),
    ...(answer.value !== undefined && { value: answer.value }), ...(answer.explanation !== undefined && { explanation: answer.explanation }),
  }]));
}

function placesOf(section: Section, seen: Visibility): readonly Place[] {
  const pages = pagesOf(section)
    .map((questions, i) => ({ page: i + 1, questions: questions.filter((question) => seen.keys.has(question.key)) }))
    .filter(({ questions }) => questions.length > 0);
  return pages.map((page, i) => ({ ...page, section, ordinal: i + 1, of: pages.length }));
}

/** The address of a page of the questionnaire. */
export function addressOf({ at }: Pick<FormMap, 'at'>, place: { readonly section: { readonly key: string }; readonly page: number }): string {
  return `${at}/s/${encodeURIComponent(place.section.key)}/${place.page}`;
}

/** The address of a question on its page. */
export function addressOfQuestion(map: FormMap, key: string): string {
  const place = map.placeOf.get(key);
  return place ? `${addressOf(map, place)}#${map.idOf(key)}` : `${map.at}/tasks`;
}

/** The page that follows one, in the same section or the next; null after the last. */
export function placeAfter(map: FormMap, section: string, page: number): Place | null {
  const order = [...map.index.sections.keys()];
  const at = order.indexOf(section);
  return map.places.find((place) => {
    const here = order.indexOf(place.section.key);
    return here > at || (here === at && place.page > page);
  }) ?? null;
}
