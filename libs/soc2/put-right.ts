import type { Control, ExceptionFound, Extraction, Responsibility, Test } from './extraction.js';
import { linePath, listPath, rowPath, type LineList, type LineSaid, type RowSaid } from './list-paths.js';
import { namedControls, testsUnder } from './named-controls.js';

/** What a person put beside what was read: the path of a row or a line, and what holds; null where the report does not have it. */
export interface Correction {
  readonly path: string;
  readonly value: unknown;
}

/** A line of a list as it was read (null: somebody added it) and as it holds (null: somebody took it out). */
export interface CorrectedLine<T> {
  readonly path: string;
  readonly read: T | null;
  readonly holds: T | null;
}

/** The report with the corrections of its matrix and its lists in force. Exceptions follow the results that they came from. */
export function putRightLists(extraction: Extraction, corrections: readonly Correction[]): Extraction {
  const rows = new Map(corrections.filter(({ path }) => listPath(path)?.kind === 'row').map(({ path, value }) => [path, value as RowSaid | null]));
  const holding = <T>(lines: readonly CorrectedLine<T>[]): T[] => lines.flatMap(({ holds }) => (holds ? [holds] : []));
  const controls = namedControls(extraction).map(({ ref, control }) => putRightControl(ref, control, rows));
  const exceptions = holding(exceptionLines(extraction, corrections));
  return {
    ...extraction, controls, exceptions: rows.size ? followRows(extraction, controls, exceptions, rows) : exceptions,
    cuecs: holding(dutyLines('cuec', extraction, corrections)), csocs: holding(dutyLines('csoc', extraction, corrections)),
  };
}

/** Complementary controls, those of user entities or of subservice organizations, as they were read and as they hold. */
export function dutyLines(list: 'cuec' | 'csoc', { cuecs, csocs }: Pick<Extraction, 'cuecs' | 'csocs'>, corrections: readonly Correction[]): CorrectedLine<Responsibility>[] {
  return linesOf(list, list === 'cuec' ? cuecs : csocs, ({ text }) => text, corrections, (said, read): Responsibility => ({
    id: read?.id ?? null, text: said.text, criteria: said.criteria, subserviceOrganization: said.organization ?? null, page: said.page ?? read?.page ?? 1,
  }));
}

/** Exceptions as they were read and as they hold, before corrections of results. */
export function exceptionLines({ exceptions }: Pick<Extraction, 'exceptions'>, corrections: readonly Correction[]): CorrectedLine<ExceptionFound>[] {
  return linesOf('exception', exceptions, ({ description }) => description, corrections, (said, read): ExceptionFound => ({
    ...(read ?? { controlKeys: [], sampleSize: null, deviations: null, managementResponse: null, managementResponsePage: null, pages: [said.page ?? 1] }),
    description: said.text, criteria: said.criteria,
  }));
}

function linesOf<T>(list: LineList, read: readonly T[], wordsOf: (one: T) => string, corrections: readonly Correction[], make: (said: LineSaid, read: T | null) => T): CorrectedLine<T>[] {
  const said = new Map(corrections.map(({ path, value }) => [path, value as LineSaid | null]));
  const added = corrections.filter(({ path }) => { const named = listPath(path); return named?.kind === 'line' && named.list === list && named.added; });
  return [
    ...read.map((one): CorrectedLine<T> => {
      const path = linePath(list, wordsOf(one));
      const word = said.get(path);
      return { path, read: one, holds: word === undefined ? one : word && make(word, one) };
    }),
    ...added.flatMap(({ path, value }): CorrectedLine<T>[] => (value ? [{ path, read: null, holds: make(value as LineSaid, null) }] : [])),
  ];
}

/** A control without any row left proves nothing, and keeps its place, so that the names of the others stay as they are. */
function putRightControl(ref: string, control: Control, rows: ReadonlyMap<string, RowSaid | null>): Control {
  const said = (criterion: string): RowSaid | null | undefined => rows.get(rowPath(ref, criterion));
  if (control.rows.every(({ criterion }) => said(criterion) === undefined)) return control;
  const kept = control.rows.filter(({ criterion }) => said(criterion) !== null);
  if (kept.length === 0) return { ...control, rows: [], criteria: [], tests: [{ procedure: null, result: 'unclear', resultText: null, page: control.pages[0] ?? 1, criterion: null }] };
  const criteria = [...new Set(kept.map(({ criterion }) => criterion))];
  return {
    ...control, rows: kept, criteria: control.criteria.filter((criterion) => said(criterion) !== null),
    tests: criteria.flatMap((criterion) => {
      const own = testsUnder(control, criterion).map((test): Test => ({ ...test, criterion }));
      const word = said(criterion);
      if (!word) return own;
      const place: Test = { procedure: null, result: word.result, resultText: word.resultText, page: kept.find((row) => row.criterion === criterion)!.page, criterion };
      return own.length ? own.map((test, at): Test => ({ ...test, result: word.result, resultText: at === 0 ? word.resultText : null })) : [place];
    }),
  };
}

function followRows(extraction: Extraction, controls: readonly Control[], exceptions: readonly ExceptionFound[], rows: ReadonlyMap<string, RowSaid | null>): ExceptionFound[] {
  const changed = namedControls(extraction).flatMap(({ ref, control }, at) => control.rows.flatMap((row) => (rows.has(rowPath(ref, row.criterion)) ? [{ control: controls[at]!, row, said: rows.get(rowPath(ref, row.criterion)) ?? null }] : [])));
  const fails = (key: string, criterion: string): boolean => controls.some((control) => control.key === key && control.tests.some((test) => test.result === 'exception' && test.criterion === criterion));
  const covers = (one: ExceptionFound, key: string, criterion: string): boolean => one.controlKeys.includes(key) && one.criteria.includes(criterion);
  const kept = exceptions.flatMap((one): ExceptionFound[] => {
    const gone = new Set(changed.filter(({ control, row, said }) => said?.result !== 'exception' && covers(one, control.key, row.criterion) && !one.controlKeys.some((key) => fails(key, row.criterion))).map(({ row }) => row.criterion));
    const criteria = one.criteria.filter((criterion) => !gone.has(criterion));
    return criteria.length || gone.size === 0 ? [{ ...one, criteria }] : [];
  });
  const fresh = changed.filter(({ control, row, said }) => said?.result === 'exception' && !kept.some((one) => covers(one, control.key, row.criterion)));
  return [...kept, ...fresh.map(({ control, row, said }): ExceptionFound => ({
    controlKeys: [control.key], criteria: [row.criterion], description: said?.resultText ?? 'Exception noted.', sampleSize: null, deviations: null, managementResponse: null, managementResponsePage: null, pages: [row.page],
  }))];
}
