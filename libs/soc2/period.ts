import { datesIn, daysBetween, periodsIn } from './dates.js';
import { sectionText } from './document.js';
import type { ReadDocument } from './document.js';
import type { Found, Period, Warning } from './extraction.js';
import { foundAt, passageOf } from './passage.js';
import type { Passage } from './passage.js';

export interface TimesRead {
  readonly reportType: Found<'type1' | 'type2'> | null;
  readonly period: Found<Period> | null;
  readonly asOf: Found<string> | null;
  readonly warnings: readonly Warning[];
}

const asOfWords = /\bas (?:of|at)\s+$/i;

const asOfIn = (passage: Passage): { readonly iso: string; readonly at: number; readonly length: number } | null => {
  const date = datesIn(passage.text).find((d) => asOfWords.test(passage.text.slice(Math.max(0, d.at - 12), d.at)));
  return date ?? null;
};

const typeWord = /\btype\s*(2|1|ii|i)\b(?!\s*(?:errors?|subservice))/i;

const typeIn = (passage: Passage): { readonly type: 'type1' | 'type2'; readonly at: number; readonly length: number } | null => {
  const match = typeWord.exec(passage.text);
  return match ? { type: /^(2|ii)$/i.test(match[1] ?? '') ? 'type2' : 'type1', at: match.index, length: match[0].length } : null;
};

/** Type I speaks as of a date, Type II throughout a period: decided by cover, scope and opinion together. */
export const readTimes = (document: ReadDocument): TimesRead => {
  const auditor = sectionText(document, 'auditor');
  const front = passageOf([...document.lines.filter((line) => line.section === 'front'), ...document.furniture.slice(0, 3)]);
  const assertion = sectionText(document, 'assertion');
  const head: Passage = { text: auditor.text.slice(0, 4_000), marks: auditor.marks };
  const warnings: Warning[] = [];
  const cover = typeIn(front);
  const scopePeriod = periodsIn(head.text).find((p) => /\b(period|throughout|from|between)\b[^.]{0,40}$/i.test(head.text.slice(0, p.at))) ?? periodsIn(auditor.text)[0];
  const scopeAsOf = asOfIn(head);
  const scope = /\bthroughout the (?:period|year)|\bdesign and (?:the )?operating effectiveness of/i.test(head.text) ? 'type2' : scopeAsOf ? 'type1' : null;
  const opinion = /operated effectively (?:throughout|during)|did not operate effectively/i.test(auditor.text) ? 'type2' : scopeAsOf && !scopePeriod ? 'type1' : null;
  const votes = [cover?.type, scope, opinion].filter((vote) => vote !== undefined && vote !== null);
  const two = votes.filter((vote) => vote === 'type2').length;
  const type = votes.length === 0 ? null : two * 2 > votes.length ? 'type2' : two * 2 < votes.length ? 'type1' : (scope ?? cover?.type ?? null);
  const scopeMatch = /\bthroughout the period|\bas (?:of|at)\b|\boperating effectiveness/i.exec(head.text);
  const reportType = !type ? null : cover?.type === type ? foundAt(type, front, Math.max(0, cover.at - 20), cover.length + 30, new Set(votes).size === 1 ? 'certain' : 'likely') : scopeMatch ? foundAt(type, head, scopeMatch.index, 120, 'likely') : null;
  if (new Set(votes).size > 1) warnings.push({ code: 'report-type-disagrees', message: `Cover, scope and opinion do not agree whether this is a Type 1 or a Type 2 report; ${type === 'type2' ? 'Type 2' : 'Type 1'} is shown.`, page: reportType?.page ?? null });
  if (type === 'type1') {
    const place = scopeAsOf ? { passage: head, date: scopeAsOf } : [front, assertion].map((passage) => ({ passage, date: asOfIn(passage) })).find((p) => p.date);
    const asOf = place?.date ? foundAt(place.date.iso, place.passage, Math.max(0, place.date.at - 6), place.date.length + 6) : null;
    const onCover = asOfIn(front);
    if (asOf && onCover && onCover.iso !== asOf.value) warnings.push({ code: 'date-disagrees', message: `The cover says ${onCover.iso}, the auditor’s report ${asOf.value}.`, page: 1 });
    return { reportType, period: null, asOf, warnings };
  }
  const coverPeriod = periodsIn(front.text)[0];
  const chosen = scopePeriod?.from ? { passage: auditor, p: scopePeriod } : coverPeriod?.from ? { passage: front, p: coverPeriod } : [auditor, front, assertion].map((passage) => ({ passage, p: periodsIn(passage.text)[0] })).find((x) => x.p);
  const period = chosen?.p ? foundAt({ from: chosen.p.from, to: chosen.p.to }, chosen.passage, Math.max(0, chosen.p.at - 12), chosen.p.length + 12) : null;
  if (period && coverPeriod?.from && (coverPeriod.from !== period.value.from || coverPeriod.to !== period.value.to)) warnings.push({ code: 'period-disagrees', message: `The cover says ${coverPeriod.from} to ${coverPeriod.to}, the auditor’s report ${period.value.from ?? '?'} to ${period.value.to}.`, page: 1 });
  if (period?.value.from && daysBetween(period.value.from, period.value.to) < 89) warnings.push({ code: 'short-period', message: `The period is ${daysBetween(period.value.from, period.value.to) + 1} days long.`, page: period.page });
  if (type === 'type2' && !period) warnings.push({ code: 'period-not-found', message: 'The period of a Type 2 report could not be read.', page: null });
  return { reportType, period, asOf: null, warnings };
};
