import { datesIn, periodsIn } from './dates.js';
import type { ReadDocument } from './document.js';
import type { BridgeLetter, Found, Period, Warning } from './extraction.js';
import { companyForm } from './parties.js';
import { foundAt, passageOf, sentencesOf } from './passage.js';

const noChanges = /\b(?:no|not (?:been )?(?:any|aware of any)|without|not made any|not identified any)\b[^.]{0,60}\b(?:material|significant)\b[^.]{0,40}\bchanges?\b|\bnot (?:materially|significantly) changed?\b|\bno changes? (?:that|which) (?:would|could|materially)/i;
const changes = /\b(?:the following|certain|several|one|two|three|material|significant)\b[^.]{0,50}\bchanges?\b[^.]{0,80}\b(?:occurred|were made|have been made|was made|took place|has been made|implemented|include|are described|as follows|should be noted|replaced|migrated)|\b(?:with the exception of|except for|except as|other than|apart from)\b|\b(?:has|have) (?:materially|significantly) changed\b|\bwe (?:made|implemented) (?:the following |a |one |several )?(?:material |significant )?changes?\b/i;
const closing = /^(?:sincerely|kind regards|regards|best regards|yours (?:truly|sincerely|faithfully)|respectfully|very truly yours|signed)\b/i;

/** Whether material changes are said to have happened; null where nothing is said. A negation beside an exception counts as changes. */
const changesIn = (text: string): { readonly value: boolean; readonly at: number; readonly length: number } | null => {
  const sentences = sentencesOf(text).filter((s) => /\bchang|\bexcept|\bother than\b/i.test(s.text));
  const changed = sentences.find((s) => changes.test(s.text) && (/\bchang/i.test(s.text)) && !(noChanges.test(s.text) && !/\b(?:except|other than|apart from|with the exception)/i.test(s.text)));
  if (changed) return { value: true, at: changed.at, length: changed.text.length };
  const unchanged = sentences.find((s) => noChanges.test(s.text));
  return unchanged ? { value: false, at: unchanged.at, length: unchanged.text.length } : null;
};

/** A bridge (gap) letter: who says what about the time after a report's end. Nothing in it is audited. */
export const readBridgeLetter = (document: ReadDocument): { readonly letter: BridgeLetter; readonly warnings: readonly Warning[] } => {
  const lines = document.lines;
  const passage = passageOf(lines);
  const { text } = passage;
  const warnings: Warning[] = [];
  const reportAt = text.search(/\bSOC\s*[123]\b/);
  const periods = periodsIn(text);
  const gapWords = /\b(?:gap|bridge|covers the period|this letter|since|subsequent|from the end|interim)\b/i;
  const covered = periods.find((p, i) => i > 0 && (gapWords.test(text.slice(Math.max(0, p.at - 130), p.at)) || gapWords.test(text.slice(p.at + p.length, p.at + p.length + 40)))) ?? periods[1];
  const reported = periods.find((p) => p !== covered);
  const letterLine = lines.find((line) => line.text.length < 60 && datesIn(line.text).length === 1 && !/\b(?:period|through|throughout|to|as of|for the)\b/i.test(line.text));
  const dateLine = letterLine ? datesIn(letterLine.text)[0] : undefined;
  const letterDate: Found<string> | null = letterLine && dateLine ? { value: dateLine.iso, page: letterLine.page, quote: letterLine.text, confidence: 'certain' } : null;
  const close = lines.findIndex((line) => closing.test(line.text.trim()));
  const after = close >= 0 ? lines.slice(close + 1).filter((line) => datesIn(line.text).length === 0 && line.text.length < 80) : lines.slice(-4);
  const person = after.find((line) => /^(?:\/s\/\s*)?\p{Lu}[\p{L}.'’-]+(?:\s+\p{Lu}[\p{L}.'’-]*){1,4}(?:,\s*(?:CPA|CISSP|CISA|CISM|Ph\.?D|MBA|Esq)\.?)*$/u.test(line.text.trim()) && !companyForm.test(line.text) && !/\b(?:officer|director|manager|president|chief|head|vice|security|compliance)\b/i.test(line.text));
  const signatory: Found<string> | null = person ? { value: person.text.replace(/^\/s\/\s*/, '').trim(), page: person.page, quote: person.text, confidence: 'certain' } : null;
  const head = lines.slice(0, 6).find((line) => line !== letterLine && companyForm.test(line.text) && line.text.length < 80 && !/^(?:re|to|dear|attn)\b/i.test(line.text)) ?? after.find((line) => companyForm.test(line.text)) ?? lines.slice(0, 3).find((line) => line !== letterLine && line.text.length < 60 && !/letter|soc|^to\b|^dear|^re\b/i.test(line.text));
  const issuer: Found<string> | null = head ? { value: head.text.replace(/\s*[|•].*$/, '').trim(), page: head.page, quote: head.text, confidence: companyForm.test(head.text) ? 'certain' : 'weak' } : null;
  const said = changesIn(text);
  const materialChanges = said ? foundAt(said.value, passage, said.at, said.length) : null;
  const kindMatch = /\bSOC\s*([123])\b\S*(?:\s*[,-]?\s*(Type\s*(?:1|2|I{1,2})))?/i.exec(text);
  const auditor = /((?:[\p{Lu}][\p{L}&.'’-]*|&|and)(?:[ ,]+(?:[\p{Lu}][\p{L}&.'’-]*|&|and)){0,5}[ ,]+(?:LLP|PLLC|CPAs?(?:,? (?:LLP|PLLC|P\.C\.|LLC))?|P\.C\.|GmbH|Wirtschaftspr[uü]fungsgesellschaft))/u.exec(text)?.[1] ?? null;
  const report = kindMatch || reported ? foundAt({ kind: kindMatch ? kindMatch[0].replace(/[®™]/g, '').replace(/\s+/g, ' ').trim() : null, auditor, from: reported?.from ?? null, to: reported?.to ?? null }, passage, reported?.at ?? Math.max(0, reportAt), reported?.length ?? 40) : null;
  const coveredPeriod: Found<Period> | null = covered ? foundAt({ from: covered.from, to: covered.to }, passage, covered.at, covered.length) : null;
  const impossible = (message: string): void => void warnings.push({ code: 'impossible-dates', message: `${message} The letter covers no days.`, page: 1 });
  if (letterDate && reported && letterDate.value < reported.to) impossible(`The letter is dated ${letterDate.value}, before the end (${reported.to}) of the report period that it bridges from.`);
  if (letterDate && covered && covered.to > letterDate.value) impossible(`The letter claims the period up to ${covered.to}, after its own date ${letterDate.value}.`);
  if (covered?.from && reported && covered.from <= reported.to) warnings.push({ code: 'overlapping-dates', message: `The covered period begins ${covered.from}, not after the end of the report period ${reported.to}.`, page: 1 });
  if (!materialChanges) warnings.push({ code: 'changes-not-stated', message: 'The letter does not say whether there were material changes.', page: null });
  if (!letterDate) warnings.push({ code: 'letter-date-not-found', message: 'The date of the letter could not be read.', page: null });
  return { letter: { issuer, signatory, letterDate, coveredPeriod, assertedThrough: covered ? foundAt(covered.to, passage, covered.at, covered.length) : null, materialChanges, report }, warnings };
};
