import type { ReplyOf } from '#libs/contracts/contract.js';
import type { requestGet } from '#libs/contracts/questionnaires.contract.js';
import { controlClaims } from '#libs/questionnaire/evidence.js';
import { reviewFlags, type FlagKind } from '#libs/questionnaire/review-flags.js';
import { indexTemplate } from '#libs/questionnaire/template-index.js';
import type { Answer as PureAnswer, Answers, Question, Template } from '#libs/questionnaire/template-types.js';
import { seeVisible } from '#libs/questionnaire/visibility.js';
import { message } from '../../render.js';
import { calendarDate, zonedTime } from '../../template-helpers.js';
import type { NameOf } from '../people-names.js';
import { answerLines, type Answer } from './answer-words.js';
import { nothingBeside, type BesideAnswers } from './beside.js';

type Detail = ReplyOf<typeof requestGet>;

const looks = { accepted: 'accepted', clarify: 'due', rejected: 'rejected' } as const;
const flagLooks: Readonly<Record<FlagKind, string>> = { 'knock-out': 'critical', 'contradicts-report': 'contradiction', negative: 'not-met', changed: 'due', 'stale-document': 'expired', 'no-document': 'not-started' };
/** Flags that are looked at first; a missing document is a lesser matter and is listed apart. */
const heavy: readonly FlagKind[] = ['knock-out', 'contradicts-report', 'negative', 'changed', 'stale-document'];

/** One question with its answer, what stands beside it, and the verdict on it. */
export interface ReviewRow {
  readonly key: string;
  readonly id: string;
  readonly question: string;
  readonly lines: readonly string[];
  readonly given: boolean;
  readonly explains: string | null;
  readonly documents: string | null;
  /** how the answer came about, where it was not typed */
  readonly origin: string | null;
  readonly flags: readonly { readonly state: string; readonly word: string; readonly says?: string }[];
  readonly kinds: readonly FlagKind[];
  readonly last: { readonly when: string; readonly text: string } | null;
  readonly said: readonly { readonly text: string; readonly href: string }[];
  readonly thread: { readonly word: string; readonly replied: boolean; readonly entries: readonly { readonly who: string; readonly at: string; readonly text: string }[] } | null;
  readonly verdict: { readonly state: string; readonly word: string; readonly by: string; readonly comment: string | null } | null;
  /** nobody judged it, the vendor replied, or it waits for a second person who may be whoever looks */
  readonly pending: boolean;
  /** accepted by one person, and two are needed */
  readonly waits: boolean;
}

interface Rows {
  readonly sections: { key: string; title: string; rows: ReviewRow[] }[];
  /** those to look at first: replies, then the heaviest flag */
  readonly first: ReviewRow[];
  /** good answers without the document that should stand behind them */
  readonly bare: ReviewRow[];
}

/**
 * The questions that are asked, by section, with their answers and what stands beside them.
 * @param me the account of whoever looks
 */
export function reviewRows(detail: Detail, names: NameOf, beside: BesideAnswers = nothingBeside, me = '', today = new Date().toISOString().slice(0, 10)): Rows {
  const index = indexTemplate(detail.questionnaire as unknown as Template);
  const given = new Map(detail.answers.map((answer) => [answer.key, answer]));
  const answers = answersOf(detail);
  const { keys } = seeVisible(index, answers);
  const before = beside.before ? Object.fromEntries(beside.before.answers.map((answer) => [answer.key, answer])) as unknown as Answers : null;
  const flags = reviewFlags(index, answers, { before, tested: beside.said, today });
  const row = (question: Question): ReviewRow => reviewRow(question, given.get(question.key), { detail, names, beside, me, kinds: flags.get(question.key) ?? [], answer: answers[question.key] });
  const sections = index.template.sections
    .map((section) => ({ key: section.key, title: section.title, rows: section.questions.filter(({ key }) => keys.has(key)).map(row) }))
    .filter(({ rows }) => rows.length > 0);
  const all = sections.flatMap(({ rows }) => rows);
  const weightOf = ({ kinds, thread }: ReviewRow) => (thread?.replied ? -1 : heavy.findIndex((kind) => kinds.includes(kind)));
  const first = all.filter(({ kinds, thread }) => thread?.replied || kinds.some((kind) => heavy.includes(kind))).sort((a, b) => weightOf(a) - weightOf(b));
  return { sections, first, bare: all.filter(({ kinds }) => kinds.includes('no-document')) };
}

function answersOf(detail: Detail): Answers {
  return Object.fromEntries(detail.answers.map((answer) => [answer.key, {
    ...answer, evidence: detail.attachments.filter(({ id }) => answer.evidence.includes(id)).map(({ id, kind, name, validUntil }) => ({ id, kind, label: name, ...(validUntil && { validUntil }) })),
  }])) as unknown as Answers;
}

interface Around {
  readonly detail: Detail;
  readonly names: NameOf;
  readonly beside: BesideAnswers;
  readonly me: string;
  readonly kinds: readonly FlagKind[];
  readonly answer: PureAnswer | undefined;
}

function reviewRow(question: Question, answer: Answer | undefined, around: Around): ReviewRow {
  const { detail, kinds } = around;
  const documents = detail.attachments.filter(({ id }) => answer?.evidence.includes(id)).map(({ name }) => name);
  const waits = answer?.review?.waits ?? false;
  const thread = threadOf(question, around);
  return {
    key: question.key, id: `a-${question.key.replaceAll('.', '-')}`, question: question.text, lines: answerLines(question, answer), given: answer !== undefined,
    explains: answer?.explanation ? message('requests.one.explains', { text: answer.explanation }) : null,
    documents: documents.length ? message('requests.one.documents', { names: documents.join(', ') }) : null,
    origin: answer?.origin ? originOf(answer.origin) : null,
    flags: flagsOf(question, around), kinds, last: lastOf(question, around), said: saidOf(question, around), thread,
    verdict: answer?.review ? verdictOf(answer.review, around) : null,
    pending: answer !== undefined && (!answer.review || thread?.replied === true || (waits && answer.review.by !== around.me)), waits,
  };
}

function originOf(origin: NonNullable<Answer['origin']>): string {
  if (origin.kind === 'imported') return message('requests.one.origin.imported', { cell: origin.cell });
  return origin.kind === 'suggested' ? message('requests.one.origin.suggested', { document: origin.document, page: origin.page }) : message('requests.one.origin.carried', { date: calendarDate(origin.at) });
}

/** A knock-out says itself; being negative as well goes without saying. */
function flagsOf(question: Question, { detail, kinds }: Around): ReviewRow['flags'] {
  const says = detail.score.knockOuts.find(({ key }) => key === question.key)?.says;
  return kinds.filter((kind) => kind !== 'negative' || !kinds.includes('knock-out')).map((kind) => ({
    state: flagLooks[kind], word: message(`requests.one.flag.${kind}`), ...(kind === 'knock-out' && says && !says.includes(question.text) && { says }),
  }));
}

function lastOf(question: Question, { beside, kinds }: Around): ReviewRow['last'] {
  const last = beside.before?.answers.find(({ key }) => key === question.key);
  if (!beside.before || !last) return null;
  const asked = (beside.before.questions.find(({ key }) => key === question.key) as unknown as Question | undefined) ?? question;
  return {
    when: message('requests.one.lastTime', { date: calendarDate(beside.before.submitted) }),
    text: kinds.includes('changed') ? answerLines(asked, last).join('; ') : message('requests.one.lastSame'),
  };
}

/** What the reports say of the controls that the question is about, exceptions first. */
function saidOf(question: Question, { beside, answer }: Around): ReviewRow['said'] {
  const controls = new Set([...(question.controls ?? []), ...(answer ? controlClaims(question, answer).map(({ control }) => ({ id: control })) : [])].map(({ id }) => id.replace(/\[.*$/, '')));
  return beside.said.filter(({ control }) => controls.has(control)).sort((a, b) => (a.result === b.result ? 0 : a.result === 'excepted' ? -1 : 1)).slice(0, 3)
    .map(({ result, document, page, href }) => ({ text: message(`requests.one.said.${result}`, { document, page }), href }));
}

function threadOf(question: Question, { beside, names }: Around): ReviewRow['thread'] {
  const thread = beside.threads.find(({ key }) => key === question.key);
  return thread ? {
    word: message(`requests.one.thread.${thread.state}`), replied: thread.state === 'waits-for-asker',
    entries: thread.entries.map(({ side, name, at, text }) => ({ who: name ?? (side === 'vendor' ? names('vendor') : message('requests.one.us')), at: zonedTime(at), text })),
  } : null;
}

function verdictOf(review: NonNullable<Answer['review']>, { names, me }: Around): NonNullable<ReviewRow['verdict']> {
  const by = message('requests.one.verdictBy', { by: names(review.by), date: calendarDate(review.at) });
  if (review.waits) return { state: 'waiting', word: message('requests.one.once'), by: message(review.by === me ? 'requests.one.onceMine' : 'requests.one.onceOther', { by }), comment: review.comment };
  const second = review.second ? ` ${message('requests.one.verdictAnd', { by: names(review.second.by), date: calendarDate(review.second.at) })}` : '';
  return { state: looks[review.verdict], word: message(`requests.one.verdicts.${review.verdict}`), by: by + second, comment: review.comment };
}
