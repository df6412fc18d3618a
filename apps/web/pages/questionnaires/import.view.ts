import type { ColumnField } from '#libs/questionnaire/find-columns.js';
import { columnLetters } from '#libs/questionnaire/sheet.js';
import { text, type FormBody, type FormError } from '../../http/form.js';
import { message, type PageView } from '../../render.js';
import { foundColumns, sheetOf, type Mapping, type ReadFile } from './read-file.js';

/** Fields that a person can map, the usual ones first. */
export const mappable: readonly ColumnField[] = ['question', 'ref', 'section', 'help', 'kind', 'options', 'compliant', 'required', 'visibleWhen', 'weight', 'knockOut', 'evidence', 'whenYes', 'whenNo'];
const mostShown = 8;
const mostNotes = 100;
const say = (key: string, values: Record<string, unknown> = {}): string => message(`questionnaires.import.${key}`, values);

export interface Named { readonly sha256: string; readonly name: string; readonly title: string; readonly key: string }

/** The mapping that a submitted form says. */
export function mappingOf(body: FormBody): Mapping {
  return { sheet: text(body, 'sheet') || null, columns: Object.fromEntries(mappable.flatMap((field) => (text(body, `c-${field}`) ? [[field, text(body, `c-${field}`)]] : []))) };
}

/** What was made of a file, and how its columns are read; nothing is kept before it is confirmed. */
export function importView(named: Named, read: ReadFile, mapping: Mapping, more: { readonly remembered?: boolean; readonly errors?: readonly FormError[] } = {}): PageView & Record<string, unknown> {
  const title = say('title');
  const sheet = sheetOf(read.sheets, mapping.sheet);
  const width = Math.min(60, Math.max(0, ...(sheet?.rows.slice(0, 40).map((row) => row.length) ?? [])));
  const found: Readonly<Record<string, string>> = foundColumns(sheet);
  const report = read.imported?.report;
  const questions = read.imported?.template.sections.flatMap((section) => section.questions.map((question) => ({ section: section.title, question }))) ?? [];
  const notes = [...(report?.warnings ?? []).map(({ at, message: words }) => ({ at, words })), ...(report?.ignored ?? []).map(({ at, why }) => ({ at, words: why }))];
  const errors = [...(more.errors ?? []), ...(read.refused ? [{ field: '', text: read.refused, href: '#main' }] : [])];
  return {
    page: { title, nav: 'requests', error: errors.length > 0, crumbs: [{ href: '/questionnaires', text: message('questionnaires.title') }, { href: '/questionnaires/new', text: message('questionnaires.new.title') }, { href: '', text: title }] },
    ...named, values: { title: named.title, sheet: mapping.sheet ?? '' }, errors, wrong: Object.fromEntries(errors.map(({ field, text: words }) => [field, words])),
    ...(report && { kind: questions.length ? 'note' : 'warn', says: say('says', { count: report.questions, sections: report.sections }), more: say('conditions', { count: report.conditions, ignored: report.ignored.length }) }),
    ready: questions.length > 0, remembered: more.remembered, open: read.refused !== null || more.remembered,
    sheets: read.sheets.length ? read.sheets.map(({ name, hidden }) => ({ value: name, text: hidden ? say('hidden', { name }) : name })) : null,
    letters: Array.from({ length: width }, (_, i) => ({ value: columnLetters(i), text: say('letter', { letter: columnLetters(i), says: headerAt(sheet?.rows ?? [], i) }) })),
    fields: mappable.map((field) => ({ name: `c-${field}`, label: say(`field.${field}`), value: mapping.columns[field] ?? found[field] ?? '' })),
    columns: [{ text: say('section') }, { text: say('question') }, { text: say('answers') }],
    rows: questions.slice(0, mostShown).map(({ section, question }) => ({ cells: [{ text: section }, { text: question.text }, { text: question.options?.map(({ label }) => label).join(' / ') ?? message(`questionnaires.kind.${question.kind}`) }] })),
    noteColumns: [{ text: say('where') }, { text: say('what') }],
    notes: notes.slice(0, mostNotes).map(({ at, words }) => ({ cells: [{ text: at }, { text: words }] })),
  };
}

/** The first words in a column. */
function headerAt(rows: readonly (readonly string[])[], column: number): string {
  const words = rows.slice(0, 30).map((row) => (row[column] ?? '').trim()).find((cell) => cell !== '') ?? '';
  return words.length > 40 ? `${words.slice(0, 37)}…` : words;
}
