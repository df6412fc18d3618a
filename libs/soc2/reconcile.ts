import { criteriaOfSeries } from './criteria.js';
import { linesIn } from './document.js';
import type { ReadDocument } from './document.js';
import type { ResponseCount } from './exceptions.js';
import type { Extraction, Warning } from './extraction.js';

const warn = (code: string, message: string, page: number | null = null): Warning => ({ code, message, page });

/** Parts that a SOC 2 report has and that were not found, and results that nobody could class. */
export const unreadParts = (document: ReadDocument, read: Extraction): readonly Warning[] => {
  const warnings: Warning[] = [];
  if (linesIn(document, 'auditor').length === 0) warnings.push(warn('section-missing', 'The independent auditor’s report was not found.'));
  if (linesIn(document, 'assertion').length === 0) warnings.push(warn('section-missing', 'Management’s assertion was not found.'));
  if (linesIn(document, 'description').length === 0) warnings.push(warn('section-missing', 'The description of the system was not found.'));
  if (read.controls.length === 0) warnings.push(warn('matrix-not-found', 'No controls could be read from the report.'));
  const tested = read.controls.filter((control) => control.tests.length > 0).length;
  if (read.reportType?.value === 'type2' && read.controls.length > 0 && tested * 2 < read.controls.length) warnings.push(warn('tests-not-found', 'Tests and results were found for fewer than half of the controls of a Type 2 report.'));
  for (const control of read.controls) {
    const unclear = control.tests.find((test) => test.result === 'unclear');
    if (unclear) warnings.push(warn('result-unclear', `The result of the test of ${control.key} could not be classed: ${unclear.resultText?.slice(0, 120) ?? 'no result is stated'}`, unclear.page));
  }
  const mentionsOrganization = /sub-?service organi[sz]ation/i.test(linesIn(document, 'auditor').map((line) => line.text).join(' '));
  if (mentionsOrganization && read.subserviceOrganizations.length === 0 && /\buses?\b[^.]{0,60}sub-?service/i.test(linesIn(document, 'auditor').map((line) => line.text).join(' '))) warnings.push(warn('subservice-not-named', 'The auditor’s report speaks of subservice organizations, but none could be read.'));
  if (read.subserviceOrganizations.some((o) => o.method === 'carve-out') && read.csocs.length === 0) warnings.push(warn('csocs-not-found', 'Subservice organizations are carved out, but no complementary controls of theirs were found.'));
  if (read.cuecs.length === 0 && /complementary user[- ]entity controls/i.test(linesIn(document, 'auditor').map((line) => line.text).join(' '))) warnings.push(warn('cuecs-not-found', 'The auditor’s report speaks of complementary user entity controls, but none were found.'));
  return warnings;
};

const series: Readonly<Record<string, string>> = { security: 'CC', availability: 'A', 'processing-integrity': 'PI', confidentiality: 'C', privacy: 'P' };

const some = (list: readonly string[]): string => (list.length > 8 ? `${list.slice(0, 8).join(', ')} and ${list.length - 8} more` : list.join(', '));

/**
 * Whether matrix, exceptions, opinion and management's responses agree: each failed test has its exception, the responses
 * are as many as the exceptions, a modified opinion names criteria under which something failed, every criterion in scope
 * has a control or words that say why not, and no page inside the matrix was left unread.
 * @param responses management's responses outside the matrix
 */
export const totalsDisagree = (read: Extraction, responses: ResponseCount): readonly Warning[] => {
  const warnings: Warning[] = [];
  const { controls, exceptions, opinion } = read;
  const failed = controls.filter((control) => control.tests.some((test) => test.result === 'exception'));
  const told = new Set(exceptions.flatMap((exception) => exception.controlKeys));
  const untold = failed.filter((control) => !told.has(control.key));
  if (untold.length > 0) warnings.push(warn('exceptions-disagree', `Tests of ${some(untold.map((c) => c.key))} failed, but no exception was read for them.`, untold[0]?.pages[0] ?? null));
  if (responses.count > 0 && responses.count !== exceptions.length) warnings.push(warn('responses-disagree', `Management answers ${responses.count} exception${responses.count === 1 ? '' : 's'}; the report tells of ${exceptions.length}.`, responses.page));
  const failing = new Set(exceptions.flatMap((exception) => exception.criteria));
  const named = (read.opinionCriteria ?? []).filter((criterion) => !failing.has(criterion));
  if (opinion && opinion.value !== 'unqualified' && read.reportType?.value === 'type2' && exceptions.length > 0 && named.length > 0) warnings.push(warn('opinion-criteria-disagree', `The opinion names ${some(named)}, under which no exception was read in the tests.`, opinion.page));
  const inMatrix = new Set([...controls.flatMap((control) => control.criteria), ...read.notApplicableCriteria.map((a) => a.criterion)]);
  const missing = (read.categories?.value ?? []).flatMap((category) => criteriaOfSeries(series[category] ?? '')).filter((criterion) => !inMatrix.has(criterion));
  if (controls.length > 0 && missing.length > 0) warnings.push(warn('criteria-without-controls', `The matrix lists nothing under ${some(missing)}, which the categories in scope include.`));
  const pages = new Set(controls.flatMap((control) => [...control.pages, ...control.tests.map((test) => test.page)]));
  const [first, last] = [Math.min(...pages), Math.max(...pages)];
  const unread = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i).filter((page) => !pages.has(page) && !read.notApplicableCriteria.some((a) => a.page === page));
  if (controls.length > 0 && unread.length > 0) warnings.push(warn('matrix-page-unread', `No row was read on page${unread.length === 1 ? '' : 's'} ${some(unread.map(String))} inside the matrix.`, unread[0] ?? null));
  return warnings;
};

/** Dates that cannot be, and an opinion that leaves exceptions unsaid. */
export const datesDisagree = (read: Extraction): readonly Warning[] => {
  const warnings: Warning[] = [];
  const end = read.period?.value.to ?? read.asOf?.value;
  if (read.opinionDate && end && read.opinionDate.value < end) warnings.push(warn('impossible-dates', `The opinion is dated ${read.opinionDate.value}, before the end ${end} of what it covers.`, read.opinionDate.page));
  if (read.opinion?.value === 'unqualified' && read.exceptions.length > 0) warnings.push(warn('exceptions-under-unqualified-opinion', `The opinion is unqualified, yet the tests show ${read.exceptions.length} exception${read.exceptions.length === 1 ? '' : 's'}.`, read.exceptions[0]?.pages[0] ?? null));
  if (read.opinion && read.opinion.value !== 'unqualified' && read.exceptions.length === 0 && read.reportType?.value === 'type2') warnings.push(warn('no-exceptions-under-modified-opinion', `The opinion is ${read.opinion.value}, yet no exception was found in the tests.`, read.opinion.page));
  return warnings;
};
