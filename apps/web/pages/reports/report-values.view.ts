import type { ReplyOf } from '#libs/contracts/contract.js';
import type { documentGet } from '#libs/contracts/reports.contract.js';
import type { formErrors } from '../../http/form.js';
import { message } from '../../render.js';
import { calendarDate, zonedTime } from '../../template-helpers.js';
import type { NameOf } from '../people-names.js';

type Value = ReplyOf<typeof documentGet>['values'][number];

/** What decides how values are shown. */
export interface ValuesLook {
  readonly base: string;
  readonly page: number;
  readonly chosen: string | undefined;
  readonly edit: string | undefined;
  readonly mayReview: boolean;
  readonly names: NameOf;
  readonly refused: ReturnType<typeof formErrors> | undefined;
}

const periods = new Set(['period', 'bridgeLetter.coveredPeriod']);
const dates = new Set(['asOf', 'opinionDate', 'bridgeLetter.letterDate', 'bridgeLetter.assertedThrough']);
const choices: Readonly<Record<string, readonly string[]>> = {
  reportType: ['type1', 'type2'], opinion: ['unqualified', 'qualified', 'adverse', 'disclaimer'],
  categories: ['security', 'availability', 'processing-integrity', 'confidentiality', 'privacy'], 'bridgeLetter.materialChanges': ['true', 'false'],
};

/** The id of a value's row. */
export const rowId = (path: string): string => `value-${path.replace('.', '-')}`;

/** The name of a value, for people. */
export const valueLabel = (path: string): string => message(`reports.value.${path.replace('bridgeLetter.', '')}`);

/** The page with a value's words marked. */
export const valueHref = (base: string, path: string, page: number | null): string => `${base}?${page ? `page=${page}&` : ''}value=${path}#${rowId(path)}`;

/** A value in words. */
export function said(path: string, value: unknown): string {
  if (value === null || value === undefined) return message('reports.review.notRead');
  if (path === 'categories') return (value as string[]).map((category) => message(`reports.word.${category}`)).join(', ');
  if (path in choices) return message(`reports.word.${String(value)}`);
  if (path === 'opinionCriteria') return (value as string[]).join(', ');
  if (dates.has(path)) return calendarDate(value);
  if (!periods.has(path)) return String(value);
  const { from, to } = value as { from: string | null; to: string };
  return from ? message('reports.fromTo', { from: calendarDate(from), to: calendarDate(to) }) : message('reports.until', { to: calendarDate(to) });
}

/** One value: what was read with its words and page, what a person says to it, and the form to correct it when it was opened. */
export function valueRow(value: Value, look: ValuesLook) {
  const { path, checked } = value;
  const edits = look.mayReview && look.edit === path;
  const who = checked && { name: look.names(checked.by), at: zonedTime(checked.at) };
  return {
    path, id: rowId(path), label: valueLabel(path), text: said(path, value.value), isMissing: value.value === null, doubtful: value.doubtful, here: look.chosen === path || edits,
    state: stateOf(value), quote: value.quote, page: value.page, href: value.page ? valueHref(look.base, path, value.page) : null,
    said: !checked || !who ? null : checked.asRead ? message('reports.review.acceptedBy', who) : message('reports.review.correctedBy', { ...who, read: said(path, value.read) }),
    accept: look.mayReview && !checked, edit: look.mayReview ? `${look.base}?page=${look.page}&edit=${path}#${rowId(path)}` : null,
    form: edits ? formOf(path, value.value, look.refused) : null,
  };
}

function stateOf({ checked, confidence, value, decides }: Value): { state: string; text: string } {
  if (checked) return { state: 'accepted', text: message(checked.asRead ? 'reports.confidence.accepted' : 'reports.confidence.corrected') };
  if (value === null) return decides ? { state: 'due', text: message('reports.confidence.missing') } : { state: 'unknown', text: message('reports.confidence.absent') };
  return confidence === 'certain' || confidence === null ? { state: 'done', text: message('reports.confidence.certain') } : { state: 'due', text: message(`reports.confidence.${confidence}`) };
}

function formOf(path: string, value: unknown, refused: ValuesLook['refused']) {
  const error = refused?.wrong[path] ?? refused?.errors[0]?.text;
  const options = choices[path]?.map((one) => ({ value: one, text: message(`reports.word.${one}`) })) ?? null;
  const isPeriod = periods.has(path);
  const isMany = path === 'categories';
  return {
    path, error, options, isMany, isPeriod, period: isPeriod ? (value ?? { from: '', to: '' }) : null, values: isMany ? value ?? [] : [],
    value: isPeriod || isMany ? null : Array.isArray(value) ? value.join(', ') : typeof value === 'boolean' ? String(value) : value,
    type: dates.has(path) ? 'date' : 'text', hint: path === 'opinionCriteria' ? message('reports.review.criteriaHint') : undefined,
  };
}
