import { linesIn } from './document.js';
import type { ReadDocument } from './document.js';
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

/** Dates that cannot be, and an opinion that leaves exceptions unsaid. */
export const datesDisagree = (read: Extraction): readonly Warning[] => {
  const warnings: Warning[] = [];
  const end = read.period?.value.to ?? read.asOf?.value;
  if (read.opinionDate && end && read.opinionDate.value < end) warnings.push(warn('impossible-dates', `The opinion is dated ${read.opinionDate.value}, before the end ${end} of what it covers.`, read.opinionDate.page));
  if (read.opinion?.value === 'unqualified' && read.exceptions.length > 0) warnings.push(warn('exceptions-under-unqualified-opinion', `The opinion is unqualified, yet the tests show ${read.exceptions.length} exception${read.exceptions.length === 1 ? '' : 's'}.`, read.exceptions[0]?.pages[0] ?? null));
  if (read.opinion && read.opinion.value !== 'unqualified' && read.exceptions.length === 0 && read.reportType?.value === 'type2') warnings.push(warn('no-exceptions-under-modified-opinion', `The opinion is ${read.opinion.value}, yet no exception was found in the tests.`, read.opinion.page));
  return warnings;
};
