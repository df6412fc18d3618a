import type { ReplyOf } from '#libs/contracts/contract.js';
import type { requestGet } from '#libs/contracts/questionnaires.contract.js';
import type { Question } from '#libs/questionnaire/template-types.js';
import { message } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';

export type Answer = ReplyOf<typeof requestGet>['answers'][number];

/** An answer as a person reads it: labels of options, numbers with their unit, rows of a table as lines. */
export function answerLines(question: Question, answer: Answer | undefined): string[] {
  if (!answer) return [message('requests.one.none')];
  if (answer.state === 'not-applicable') return [message('requests.one.notApplicable')];
  if (answer.state === 'unknown') return [message('requests.one.unknown')];
  return valueLines(question, answer.value);
}

function valueLines(question: Question, value: Answer['value']): string[] {
  if (value === undefined) return [message('requests.one.none')];
  if (typeof value === 'boolean') return [message(value ? 'requests.one.agreed' : 'requests.one.notAgreed')];
  if (typeof value === 'number') return [String(value)];
  if (typeof value === 'string') return question.kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? [calendarDate(value)] : labelOr(question, value).split('\n');
  if (!Array.isArray(value)) return [`${value.n} ${value.unit.replaceAll('-', ' ')}`];
  const columns = question.columns ?? [];
  return value.map((each: string | Record<string, string>) => (typeof each === 'string'
    ? labelOr(question, each)
    : columns.map(({ key, label }) => (each[key] ? `${label}: ${each[key]}` : '')).filter(Boolean).join('; ')));
}

function labelOr(question: Question, key: string): string {
  return question.options?.find((option) => option.key === key)?.label ?? key;
}
