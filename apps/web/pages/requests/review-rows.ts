import type { ReplyOf } from '#libs/contracts/contract.js';
import type { requestGet } from '#libs/contracts/questionnaires.contract.js';
import { indexTemplate } from '#libs/questionnaire/template-index.js';
import type { Answers, Question, Template } from '#libs/questionnaire/template-types.js';
import { seeVisible } from '#libs/questionnaire/visibility.js';
import { message } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';
import type { NameOf } from '../people-names.js';
import { answerLines, type Answer } from './answer-words.js';

type Detail = ReplyOf<typeof requestGet>;

const looks = { accepted: 'accepted', clarify: 'due', rejected: 'rejected' } as const;

/** One question with its answer and the verdict on it. */
export interface ReviewRow {
  readonly key: string;
  readonly id: string;
  readonly question: string;
  readonly lines: readonly string[];
  readonly given: boolean;
  readonly explains: string | null;
  readonly documents: string | null;
  readonly flag: { readonly state: string; readonly word: string; readonly says?: string } | null;
  readonly verdict: { readonly state: string; readonly word: string; readonly by: string; readonly comment: string | null } | null;
}

/** The questions that are asked, by section, with their answers; and those to look at first: knock-outs, then negative ones. */
export function reviewRows(detail: Detail, names: NameOf): { sections: { key: string; title: string; rows: ReviewRow[] }[]; first: ReviewRow[] } {
  const template = detail.questionnaire as unknown as Template;
  const given = new Map(detail.answers.map((answer) => [answer.key, answer]));
  const { keys } = seeVisible(indexTemplate(template), Object.fromEntries(given) as unknown as Answers);
  const knockOuts = new Map(detail.score.knockOuts.map(({ key, says }) => [key, says]));
  const row = (question: Question): ReviewRow => reviewRow(question, given.get(question.key), detail, knockOuts, names);
  const sections = template.sections
    .map((section) => ({ key: section.key, title: section.title, rows: section.questions.filter(({ key }) => keys.has(key)).map(row) }))
    .filter(({ rows }) => rows.length > 0);
  const flagged = sections.flatMap(({ rows }) => rows).filter(({ flag }) => flag);
  return { sections, first: [...flagged.filter(({ key }) => knockOuts.has(key)), ...flagged.filter(({ key }) => !knockOuts.has(key))] };
}

function reviewRow(question: Question, answer: Answer | undefined, detail: Detail, knockOuts: ReadonlyMap<string, string>, names: NameOf): ReviewRow {
  const documents = detail.attachments.filter(({ id }) => answer?.evidence.includes(id)).map(({ name }) => name);
  const says = knockOuts.get(question.key);
  const negative = detail.score.negative.includes(question.key);
  return {
    key: question.key, id: `a-${question.key.replaceAll('.', '-')}`, question: question.text, lines: answerLines(question, answer), given: answer !== undefined,
    explains: answer?.explanation ? message('requests.one.explains', { text: answer.explanation }) : null,
    documents: documents.length ? message('requests.one.documents', { names: documents.join(', ') }) : null,
    flag: says !== undefined ? { state: 'critical', word: message('requests.one.knockOut'), ...(!says.includes(question.text) && { says }) } : negative ? { state: 'not-met', word: message('requests.one.negative') } : null,
    verdict: answer?.review ? {
      state: looks[answer.review.verdict], word: message(`requests.one.verdicts.${answer.review.verdict}`),
      by: message('requests.one.verdictBy', { by: names(answer.review.by), date: calendarDate(answer.review.at) }), comment: answer.review.comment,
    } : null,
  };
}
