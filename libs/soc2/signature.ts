import { datesIn } from './dates.js';
import { linesIn } from './document.js';
import type { ReadDocument } from './document.js';
import type { Found, Warning } from './extraction.js';
import type { Line } from './lines.js';
import { reportHeading } from './sections.js';

export interface SignatureRead {
  readonly auditor: Found<string> | null;
  readonly aliases: readonly Found<string>[];
  readonly location: Found<string> | null;
  readonly opinionDate: Found<string> | null;
  readonly warnings: readonly Warning[];
}

/** Forms of name that audit firms have, in several countries. */
const firmForm = /\b(?:LLP|L\.L\.P\.?|PLLC|P\.L\.L\.C\.?|P\.?C\.?|CPAs?|C\.P\.A\.?s?|LLC|P\.?A\.?|PLC|& Co(?:mpany)?\.?|GmbH|Wirtschaftspr[uü]fungsgesellschaft|Steuerberatungsgesellschaft|AG|Ltd\.?|Limited|Inc\.?|S\.A\.?S?|S\.p\.A\.?|B\.V\.?|N\.V\.?|ApS|A\/S|Oy|AB|KG|SE|SAS|S\.?à\.?r\.?l\.?|Revisionspartnerselskab|Revision|Associates|Partners|Advisors?|Advisory|Assurance|Auditors?|Accountants?|Certified Public Accountants|Chartered Accountants?|Audit|Group)(?=$|[\s,.;)])/u;
const certain = /\b(?:LLP|L\.L\.P|PLLC|CPAs?|C\.P\.A|P\.C\b|Wirtschaftspr|Certified Public Accountants|Chartered Accountants)/u;
const city = /^[\p{Lu}][\p{L} .'’-]{1,40},\s+(?:[\p{Lu}][\p{L}.]*\s?){1,4}(?:\d{5})?$/u;
const personTitle = /\b(?:partner|director|principal|engagement|wirtschaftspr[uü]fer(?:in)?|chief|officer|manager|license|licence|no\.|member of)\b/i;
const sentence = /\b(?:the|this|these|that|is|are|was|were|which|and the|of the|our|we)\b.*\b(?:the|this|is|are|was|be|of|and|to)\b/i;

const dateOnly = (text: string): string | null => {
  const dates = datesIn(text);
  const last = dates.at(-1);
  if (!last) return null;
  const rest = text.slice(0, last.at) + text.slice(last.at + last.length);
  return rest.replace(/\b(?:date[d]?|signed|on)\b|[:,.|–—-]/gi, '').trim().length <= 42 && dates.length === 1 && !/\b(?:period|as of|through|throughout|ended)\b/i.test(rest) ? last.iso : null;
};

const dateIn = (lines: readonly Line[]): number => {
  const at = lines.findLastIndex((line) => line.text.length < 90 && dateOnly(line.text) !== null);
  return at;
};

const clean = (text: string): string => text.replace(/^\/s\/\s*/i, '').replace(/^(?:for and on behalf of|on behalf of|by)\s*:?\s*/i, '').replace(/\s+/g, ' ').replace(/[,;]$/, '').trim();

/** Words that only say what kind of firm it is: they belong to the name on the line above. */
const formOnly = /^(?:(?:&|and)\s+\S.*|(?:certified public accountants?|chartered accountants?|wirtschaftspr[uü]fungsgesellschaft|steuerberatungsgesellschaft|statsautoriseret revisionspartnerselskab|registered public accounting firm|accountants|auditors|advisors|CPAs?)(?:[\s,&]+(?:and|und|mbH|GmbH|LLP|LLC|PLLC|P\.?C\.?|P\.?A\.?|Inc\.?|Ltd\.?|advisors|consultants|steuerberatungsgesellschaft))*|(?:LLP|LLC|PLLC|P\.?C\.?|P\.?A\.?|GmbH|AG|Ltd\.?))$/iu;
const unfinished = /(?:,|&|\band|\bund)$/i;

/** The name that a signature gives on one line or on two. */
const wholeName = (names: readonly Line[], firm: Line): readonly Line[] => {
  const at = names.indexOf(firm);
  const [before, after] = [names[at - 1], names[at + 1]];
  const close = (a: Line, b: Line): boolean => a.page === b.page && Math.abs(b.y - a.y) < 2 * Math.max(a.size, b.size) && !personTitle.test(a.text) && !/^\/s\//i.test(a.text);
  // a name that a page break parts: its first line ends the page before
  if (before && before.page === firm.page - 1 && /^(?:&|and)\s/i.test(firm.text.trim())) return [before, firm];
  if (before && close(before, firm) && (unfinished.test(before.text.trim()) || formOnly.test(clean(firm.text)))) return [before, firm];
  if (after && close(firm, after) && (unfinished.test(firm.text.trim()) || (formOnly.test(clean(after.text)) && !certain.test(firm.text)))) return [firm, after];
  return [firm];
};

/** A name that reads like a firm's though it has no form: two names joined, one word in capitals, or figures in it. */
const brand = (text: string): boolean => /\s(?:&|\+|and|und)\s|^\p{Lu}{2,}(?:\s|$)|\d/u.test(text) && text.split(' ').length <= 5;

const mentions = (document: ReadDocument, text: string, except: Line): number => {
  const needle = text.toLowerCase();
  return [...document.lines, ...document.furniture].filter((line) => line.runs !== except.runs && line.text.toLowerCase().includes(needle)).length;
};

/** Names of firms elsewhere: in running footers, on the cover, on the last page. */
const elsewhere = (document: ReadDocument, organization: string): readonly Found<string>[] => {
  const last = document.pages.length;
  const own = organization.toLowerCase().slice(0, 12);
  const lines: readonly Line[] = [...document.furniture, ...document.lines.filter((line) => line.page <= 2 || line.page === last)];
  const seen = new Set<string>();
  return lines.flatMap((line) => {
    const match = /((?:[\p{Lu}][\p{L}&.'’-]*|&|and)(?:[ ,]+(?:[\p{Lu}][\p{L}&.'’-]*|&|and)){0,5}[ ,]+(?:LLP|PLLC|CPAs?(?:,? (?:LLP|PLLC|P\.C\.|LLC))?|P\.C\.|Wirtschaftspr[uü]fungsgesellschaft))\b/u.exec(line.text);
    const value = match?.[1]?.replace(/^(?:Confidential|Prepared by|By|Audited by|Performed by)\s+/i, '').trim();
    if (!value || seen.has(value.toLowerCase()) || value.toLowerCase().startsWith(own) || value.length > 80) return [];
    seen.add(value.toLowerCase());
    return [{ value, page: line.page, quote: line.text.slice(0, 200), confidence: 'weak' as const }];
  });
};

/**
 * Auditor, place and date from the signature under the auditor's report. A date there is the opinion's date, not the end of
 * the period. Where the signature names nobody, candidates from elsewhere stand in `aliases`, best first.
 */
export const readSignature = (document: ReadDocument, organization: string): SignatureRead => {
  const lines = linesIn(document, 'auditor');
  const warnings: Warning[] = [];
  const body = lines.findLastIndex((line) => line.text.length > 95 || reportHeading(line.text) === 'other' || (sentence.test(line.text) && line.text.length > 60));
  const tail = lines.slice(Math.max(0, body));
  const at = dateIn(tail);
  const wide = at >= 0 ? at : -1;
  const dateLine = wide >= 0 ? tail[wide] : lines.toReversed().slice(0, 30).find((line) => line.text.length < 90 && dateOnly(line.text) !== null);
  const iso = dateLine ? dateOnly(dateLine.text) : null;
  const opinionDate: Found<string> | null = dateLine && iso ? { value: iso, page: dateLine.page, quote: dateLine.text, confidence: 'certain' } : null;
  if (!opinionDate) warnings.push({ code: 'opinion-date-not-found', message: 'No date stands in the signature under the auditor’s report.', page: lines.at(-1)?.page ?? null });
  const anchor = dateLine ? lines.indexOf(dateLine) : lines.length;
  const block = lines.slice(Math.max(0, anchor - 9), anchor + 6).filter((line) => line.text.length <= 95 && !sentence.test(line.text) && !/[.;:]$/.test(line.text.replace(/\b(?:Inc|Ltd|P\.C|Co|P\.A|B\.V|S\.A|L\.L\.P)\.$/, '')) && !/^(?:[•▪*]|\(?[a-z\d]{1,3}[.)])(?:\s|$)/i.test(line.text) && reportHeading(line.text) === null);
  const placeLine = block.find((line) => city.test(line.text.trim()) && !firmForm.test(line.text)) ?? block.find((line) => /,/.test(line.text) && dateOnly(line.text) !== null && city.test(line.text.slice(0, datesIn(line.text)[0]?.at ?? 0).replace(/[,\s|–-]+$/, '')));
  const place = placeLine ? placeLine.text.slice(0, datesIn(placeLine.text)[0]?.at ?? placeLine.text.length).replace(/[,\s|–-]+$/, '') : null;
  const names = block.filter((line) => line !== placeLine && datesIn(line.text).length === 0 && /^[\p{Lu}\d/&+]|^(?:for and )?on behalf of/iu.test(line.text.trim()) && line.text.length < 90);
  const firm = names.find((line) => certain.test(line.text)) ?? names.find((line) => /on behalf of/i.test(line.text)) ?? names.find((line) => firmForm.test(line.text) && !personTitle.test(line.text));
  const known = firm ? undefined : (names.find((line) => !personTitle.test(line.text) && line.text.split(' ').length <= 6 && mentions(document, clean(line.text), line) > 0) ?? names.find((line) => !personTitle.test(line.text) && brand(clean(line.text))));
  const others = elsewhere(document, organization);
  const chosen = firm ?? known;
  const whole = chosen ? wholeName(names, chosen) : [];
  const joined = whole.map((line) => line.text.trim()).join(' ');
  const auditor: Found<string> | null = chosen ? { value: clean(joined), page: chosen.page, quote: joined, confidence: firm ? 'certain' : 'likely' } : null;
  const named = names.filter((line) => !whole.includes(line)).map((line): Found<string> => ({ value: clean(line.text), page: line.page, quote: line.text, confidence: 'weak' }));
  const aliases = [...(auditor ? [] : named.filter((n) => n.value.split(' ').length <= 6)), ...others].filter((alias, i, all) => alias.value.toLowerCase() !== auditor?.value.toLowerCase() && all.findIndex((other) => other.value.toLowerCase() === alias.value.toLowerCase()) === i);
  if (!auditor) warnings.push({ code: 'auditor-not-in-signature', message: `The auditor is not stated in the signature block.${aliases[0] ? ` Candidates: ${aliases.slice(0, 3).map((a) => `${a.value} (page ${a.page})`).join(', ')}.` : ''}`, page: dateLine?.page ?? lines.at(-1)?.page ?? null });
  return { auditor, aliases, location: place && placeLine ? { value: place, page: placeLine.page, quote: placeLine.text, confidence: 'likely' } : null, opinionDate, warnings };
};
