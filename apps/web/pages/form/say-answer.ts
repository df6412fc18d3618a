import type { Answer, Measure, Measured, Question } from '#libs/questionnaire/template-types.js';
import { isDurationUnit } from '#libs/questionnaire/durations.js';
import { calendarDate } from '../../template-helpers.js';
import { message } from '../../render.js';

/** Says an answer in words; '' where there is none. */
export function sayAnswer(question: Question, answer: Answer | undefined): string {
  if (answer === undefined) return '';
  if (answer.state === 'unknown') return message('form.say.unknown');
  if (answer.state === 'not-applicable') return message('form.say.notApplicable');
  const { value } = answer;
  switch (question.kind) {
    case 'yes-no': case 'single': case 'multi': return (Array.isArray(value) ? value : [value]).flatMap((key) => question.options?.find((option) => option.key === key)?.label ?? []).join(', ');
    case 'number': return isMeasured(value) ? sayMeasured(value, question.measure) : plain(value);
    case 'date': return typeof value === 'string' ? calendarDate(value) : '';
    case 'file': return (answer.evidence ?? []).map((document) => document.label ?? '').filter(Boolean).join(', ');
    case 'table': return Array.isArray(value) ? value.map((row) => sayRow(question, row as Readonly<Record<string, string>>)).join('; ') : '';
    case 'statement': return value === true ? message('form.say.agreed') : '';
    case 'text': return plain(value);
  }
}

/** Words before a measured number: "Within" 4 hours. */
export function measureWord(measure: Measure): string {
  return message(`form.measure.${measure.parameter}`);
}

/** A unit in words; what is counted is its own word. */
export function unitWord(unit: string, count = 2): string {
  return isDurationUnit(unit) ? message(`form.unit.${unit}`, { count }) : unit;
}

function sayMeasured({ n, unit }: Measured, measure: Measure | undefined): string {
  return `${measure ? `${measureWord(measure)} ` : ''}${n} ${unitWord(unit, n)}`;
}

function sayRow(question: Question, row: Readonly<Record<string, string>>): string {
  return (question.columns ?? []).flatMap((column) => (row[column.key] ? `${column.label}: ${row[column.key]}` : [])).join(', ');
}

function isMeasured(value: unknown): value is Measured {
  return typeof value === 'object' && value !== null && 'unit' in value;
}

const plain = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
