import { Fault } from '#libs/contracts/faults.js';
import type { Extraction, ResultClass } from '#libs/soc2/extraction.js';
import { rowPath, type ListPath } from '#libs/soc2/list-paths.js';
import { namedControls } from '#libs/soc2/named-controls.js';
import { dutyLines, exceptionLines } from '#libs/soc2/put-right.js';

const results: readonly ResultClass[] = ['no-exceptions', 'exception', 'not-tested', 'not-applicable', 'unclear'];
const most = 4_000;

/** Whether a value is a list of criteria such as CC6.1; it may be empty. */
export function areCriteria(value: unknown): value is string[] {
  return Array.isArray(value) && value.length <= 100 && value.every((one) => typeof one === 'string' && /^[A-Z]{1,3}\d{1,2}\.\d{1,2}$/.test(one));
}

/** Demands that what is put beside a row or a line can be one. @throws Fault `reports.value-wrong` */
export function demandLine(path: string, named: ListPath, value: unknown): void {
  if (value === null) return;
  const said = (typeof value === 'object' ? value : {}) as Readonly<Record<string, unknown>>;
  const wrong = named.kind === 'row' ? wrongRow(said) : wrongLine(said, named);
  if (wrong) throw new Fault('invalid', 'reports.value-wrong', wrong[1], { fields: [{ field: wrong[0], message: wrong[1] }], details: { path } });
}

function wrongRow({ result, resultText }: Readonly<Record<string, unknown>>): [string, string] | null {
  if (!results.includes(result as ResultClass)) return ['result', 'Choose a result'];
  if (resultText !== null && (typeof resultText !== 'string' || resultText.length > most)) return ['resultText', `Use at most ${most} characters`];
  if (result === 'exception' && !resultText) return ['resultText', 'Enter what the auditor found'];
  return null;
}

function wrongLine({ text, criteria, organization, page }: Readonly<Record<string, unknown>>, { list, added }: Extract<ListPath, { kind: 'line' }>): [string, string] | null {
  if (typeof text !== 'string' || !text.trim() || text.length > most) return ['text', 'Enter the words of the report'];
  if (!areCriteria(criteria)) return ['criteria', 'Enter criteria such as CC6.1, CC7.2'];
  if (list === 'exception' && criteria.length === 0) return ['criteria', 'Enter the criteria that the exception stands under'];
  if (organization !== undefined && organization !== null && (typeof organization !== 'string' || organization.length > 300)) return ['organization', 'Enter the name of an organization'];
  if (added && !(Number.isInteger(page) && Number(page) >= 1)) return ['page', 'Enter the page of the PDF'];
  return null;
}

/** Demands that the report has the row or the line that a path names, or that it is a new one. @throws Fault `reports.value-unknown` */
export function demandThere(extraction: Extraction, path: string, named: ListPath): void {
  const there = named.kind === 'row'
    ? namedControls(extraction).some(({ ref, control }) => control.rows.some(({ criterion }) => rowPath(ref, criterion) === path))
    : named.added || (named.list === 'exception' ? exceptionLines(extraction, []) : dutyLines(named.list, extraction, [])).some((line) => line.path === path);
  if (!there) throw new Fault('invalid', 'reports.value-unknown', 'The report has no such line', { fields: [{ field: 'path', message: 'Choose a line of the report' }] });
}
