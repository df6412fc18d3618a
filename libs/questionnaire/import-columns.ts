import { questionFromRow } from './column-question.js';
import { applyMapping, findByReferences, findColumns, isHeader, type ColumnField, type FoundColumns, type Layout } from './find-columns.js';
import { ImportFault, keyFrom, reportOf, uniqueKeys, type Imported, type ImportReport, type ImportWarning } from './import-report.js';
import { cellAddress, cellText, mergedText, type Sheet } from './sheet.js';
import { readShowWhen } from './show-when.js';
import type { Question, Section } from './template-types.js';

const mostRows = 10_000;

/** How the sheets are to be read; nothing said: found by their headers. */
export interface ColumnChoice {
  /** Only this sheet. */
  readonly sheet?: string;
  /** Field → letter or header of a column. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Title of the questionnaire, usually the name of the file. */
  readonly title: string;
}

interface Source {
  readonly sheet: Sheet;
  readonly found: FoundColumns;
}

/** A question with the place it came from. */
interface Placed {
  readonly question: Question;
  readonly section: string;
  readonly at: string;
  readonly showWhen: string;
  readonly requiredWhen: string;
}

export interface ImportedColumns extends Imported {
  readonly layout: Layout;
  readonly sheets: readonly string[];
}

function sourcesOf(sheets: readonly Sheet[], choice: ColumnChoice): readonly Source[] {
  const wanted = choice.sheet === undefined ? sheets : sheets.filter((sheet) => sheet.name === choice.sheet);
  if (wanted.length === 0) {
    throw new ImportFault('sheet.unknown', `There is no sheet "${choice.sheet ?? ''}". Use one of ${sheets.map((sheet) => `"${sheet.name}"`).join(', ')}.`);
  }
  const long = wanted.find((sheet) => sheet.rows.length > mostRows);
  if (long !== undefined) throw new ImportFault('sheet.too-many-rows', `Sheet "${long.name}" has ${long.rows.length} rows; at most ${mostRows} are read. Split it, or delete empty rows at its end.`);
  const mapped = choice.columns !== undefined && Object.keys(choice.columns).length > 0;
  const sources = wanted.flatMap((sheet): readonly Source[] => {
    const found = findColumns(sheet);
    if (mapped && (choice.sheet !== undefined || found !== null || wanted.length === 1)) return [{ sheet, found: applyMapping(sheet, found, choice.columns ?? {}) }];
    return found === null ? [] : [{ sheet, found }];
  }).filter(({ found }) => found.columns.question !== undefined);
  if (sources.length === 0) {
    throw new ImportFault('columns.no-question', `No sheet has a column with the header "Question". Say which column holds the questions, for example question=C${choice.sheet === undefined ? ', and on which sheet' : ''}.`);
  }
  return sources;
}

/** Of a hidden sheet that defines the questions shown on others, the definitions count and the others give the sections. */
function definitionsOf(sources: readonly Source[]): readonly Source[] {
  const hidden = sources.filter(({ sheet, found }) => sheet.hidden === true && found.columns.ref !== undefined);
  const full = hidden.filter(({ found }) => found.columns.compliant !== undefined || found.columns.weight !== undefined);
  const visible = sources.filter(({ sheet }) => sheet.hidden !== true);
  return full.length > 0 ? full : visible.length > 0 ? visible : sources;
}

const fieldsOf = ({ sheet, found }: Source, row: number) => (field: ColumnField): string => cellText(sheet, row, found.columns[field]);

/** The heading that a row is, when it holds one text and nothing to answer. */
function headingOf(source: Source, row: number): string | null {
  const cells = (source.sheet.rows[row] ?? []).map((cell) => cell.trim()).filter((cell) => cell !== '');
  const distinct = [...new Set(cells)];
  const text = fieldsOf(source, row);
  if (distinct.length !== 1 || (text('ref') !== '' && text('question') !== '')) return null;
  if (text('ref') !== '' && /\d/.test(text('ref')) && !/\s/.test(text('ref'))) return null;
  return /\?$/.test(distinct[0] ?? '') || (source.found.columns.ref === undefined && text('question') !== '' && (distinct[0] ?? '').length > 80) ? null : distinct[0] ?? null;
}

/** Question reference → title of the section in which a visible sheet shows it, with or without a header. */
function shownSections(sheets: readonly Sheet[], references: ReadonlySet<string>): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  for (const sheet of sheets.filter((one) => one.hidden !== true)) {
    const found = findByReferences(sheet, (text) => references.has(text));
    if (found === null) continue;
    const section = findColumns(sheet)?.columns.section;
    let heading = sheet.name;
    for (let row = 0; row < sheet.rows.length; row += 1) {
      const ref = cellText(sheet, row, found.columns.ref);
      if (references.has(ref)) {
        if (!titles.has(ref)) titles.set(ref, mergedText(sheet, row, section) || heading);
        continue;
      }
      const first = (sheet.rows[row] ?? []).map((cell) => cell.trim()).find((cell) => cell !== '');
      if (first !== undefined && first.length <= 120 && !isHeader(first)) heading = first;
    }
  }
  return titles;
}

/**
 * Makes a questionnaire of sheets whose rows are questions. Headers of one row or two are found and known layouts
 * recognised; merged cells and empty section cells fill down; rows that only hold a title begin a section.
 * @throws ImportFault when no column of questions is found, or the sheet or column named does not exist
 */
export function importColumns(sheets: readonly Sheet[], choice: ColumnChoice): ImportedColumns {
  const sources = sourcesOf(sheets, choice);
  const used = definitionsOf(sources);
  const references = new Set(used.flatMap((source) => source.sheet.rows.map((_, row) => cellText(source.sheet, row, source.found.columns.ref))).filter((ref) => ref !== ''));
  const titles = used.some(({ sheet }) => sheet.hidden === true) ? shownSections(sheets, references) : new Map<string, string>();
  const unique = uniqueKeys();
  const ignored: { at: string; why: string }[] = [];
  const warnings: ImportWarning[] = [];
  const placed: Placed[] = [];
  const byReference = new Map<string, Question>();
  for (const source of used) {
    const { sheet, found } = source;
    const has = (field: ColumnField) => found.columns[field] !== undefined;
    let heading = sheet.name;
    let section = '';
    for (let row = found.firstRow; row < sheet.rows.length; row += 1) {
      const text = fieldsOf(source, row);
      const at = `${sheet.name}!${cellAddress(row, found.columns.question ?? 0)}`;
      const own = mergedText(sheet, row, found.columns.section);
      if (own !== '') section = own;
      const title = headingOf(source, row);
      if (title !== null && (text('question') === '' || text('ref') === '')) {
        if (has('ref') || text('question') === '') { heading = title; if (!has('section')) section = ''; continue; }
      }
      if (text('question') === '') {
        if (text('ref') !== '') ignored.push({ at: `${sheet.name}!${cellAddress(row, found.columns.ref ?? 0)}`, why: `"${text('ref')}" has no question` });
        continue;
      }
      const wanted = text('ref') || keyFrom(text('question'), `row-${row + 1}`);
      const key = unique(wanted);
      if (key !== wanted && text('ref') !== '') warnings.push({ code: 'columns.reference-twice', message: `"${wanted}" stands in two rows; this one became "${key}".`, at });
      const question = questionFromRow(text, key, found.layout, has);
      if ((question.kind === 'single' || question.kind === 'multi') && question.options === undefined) {
        warnings.push({ code: 'columns.no-options', message: `"${key}" has no options and became a text question.`, at });
      }
      const fit: Question = (question.kind === 'single' || question.kind === 'multi') && question.options === undefined ? { ...question, kind: 'text' } : question.kind === 'table' ? { ...question, kind: 'text' } : question;
      const good = text('compliant');
      if (good !== '' && fit.options !== undefined && !fit.options.some((option) => option.label.toLowerCase() === good.toLowerCase())) {
        warnings.push({ code: 'columns.compliant-unknown', message: `"${good}" is no option of "${key}"; nothing counts as its good answer.`, at: `${sheet.name}!${cellAddress(row, found.columns.compliant ?? 0)}` });
      }
      byReference.set(wanted.toLowerCase(), fit);
      placed.push({ question: fit, section: titles.get(text('ref')) ?? (section || heading), at, showWhen: text('visibleWhen'), requiredWhen: text('requiredWhen') });
    }
  }
  if (placed.length === 0) throw new ImportFault('columns.empty', 'The column of questions is empty. Choose another sheet or column.');
  const find = (reference: string) => byReference.get(reference.toLowerCase().replace(/[.,;)]+$/, ''));
  const condition = (source: string, { at, question }: Placed, field: 'visibleWhen' | 'requiredWhen'): Partial<Question> => {
    if (source === '') return {};
    const read = readShowWhen(source, find);
    if (read === null) warnings.push({ code: 'columns.condition', message: `"${source.slice(0, 120)}" could not be read; "${question.key}" is always ${field === 'visibleWhen' ? 'shown' : 'required'}. Write it as "Q1 = Yes".`, at });
    return read === null ? {} : { [field]: read };
  };
  const sectionKey = uniqueKeys();
  const sections = new Map<string, { readonly key: string; readonly title: string; readonly questions: Question[] }>();
  for (const one of placed) {
    const entry = sections.get(one.section) ?? { key: sectionKey(`section-${keyFrom(one.section, 'questions')}`), title: one.section, questions: [] };
    const shown = condition(one.showWhen, one, 'visibleWhen');
    const required = condition(one.requiredWhen, one, 'requiredWhen');
    entry.questions.push({ ...one.question, ...shown, ...required });
    sections.set(one.section, entry);
  }
  const template = { key: keyFrom(choice.title, 'questionnaire'), version: '1.0.0', title: choice.title, publisher: 'unknown', licence: 'not stated', language: 'en',
    sections: [...sections.values()] as readonly Section[] };
  for (const sheet of sheets) if (!used.some((source) => source.sheet === sheet) && sheet.rows.length > 0) ignored.push({ at: sheet.name, why: sheet.hidden === true ? 'a hidden sheet without questions of its own' : 'a sheet whose questions were not read here' });
  return { template, report: reportOf(template, ignored as ImportReport['ignored'], warnings), layout: used[0]?.found.layout ?? 'plain', sheets: used.map(({ sheet }) => sheet.name) };
}
