import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { shippedQuestionnaires } from '#libs/catalog/questionnaires.js';
import { readWorkbook } from '#libs/documents/read-workbook.js';
import { checkTemplate } from '#libs/questionnaire/check-template.js';
import { importColumns } from '#libs/questionnaire/import-columns.js';
import { importOscal } from '#libs/questionnaire/import-oscal.js';
import { ImportFault, type Imported } from '#libs/questionnaire/import-report.js';
import { importVsaq } from '#libs/questionnaire/import-vsaq.js';
import { readAnswers } from '#libs/questionnaire/read-answers.js';
import { indexTemplate } from '#libs/questionnaire/template-index.js';
import type { Answer, Template } from '#libs/questionnaire/template-types.js';
import { seeVisible } from '#libs/questionnaire/visibility.js';
import { parseVsaqText } from '#libs/questionnaire/vsaq-text.js';

export interface QuestionnaireAnswer {
  /** 0 done, 2 bad input, 1 an internal fault. */
  readonly status: 0 | 1 | 2;
  readonly out: string;
  readonly err: string;
}

/** What the commands share: `-` is standard input, which a caller may hand over as text. */
export interface QuestionnaireOptions {
  readonly json?: boolean;
  readonly stdin?: () => string;
}

class Refused extends Error {
  constructor(readonly code: string, message: string, readonly details: object = {}) {
    super(message);
  }
}

const print = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;

async function answering(json: boolean, act: () => Promise<{ readonly out: string; readonly err?: string; readonly status?: 0 | 2 }>): Promise<QuestionnaireAnswer> {
  try {
    const { out, err = '', status = 0 } = await act();
    return { status, out, err };
  } catch (error) {
    const bad = error instanceof Refused || error instanceof ImportFault;
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'EISDIR';
    const code = bad ? error.code : missing ? 'file.missing' : 'internal';
    const message = missing ? `There is no such file: ${(error as NodeJS.ErrnoException).path ?? ''}.` : error instanceof Error ? error.message : String(error);
    const details = error instanceof Refused ? error.details : {};
    return { status: bad || missing ? 2 : 1, out: json ? print({ error: { code, message, ...details } }) : '', err: json ? '' : `${message}\n` };
  }
}

const textOf = async (file: string, options: QuestionnaireOptions): Promise<string> =>
  file === '-' ? (options.stdin ?? (() => readFileSync(0, 'utf8')))() : readFile(file, 'utf8');

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Refused('template.not-json', `${file} is not JSON: ${error instanceof Error ? error.message : String(error)}. Give a template that "questionnaire import --json" wrote, or the key of a shipped one.`);
  }
}

/** A file that `import` wrote holds the template beside its report. */
const unwrapped = (read: unknown): unknown => (typeof read === 'object' && read !== null && 'template' in read ? read.template : read);

async function templateOf(reference: string, options: QuestionnaireOptions): Promise<Template> {
  const shipped = shippedQuestionnaires().find((template) => template.key === reference);
  if (shipped !== undefined) return shipped;
  let text: string;
  try {
    text = await textOf(reference, options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Refused('template.unknown', `"${reference}" is neither a file nor a shipped questionnaire. Shipped are ${shippedQuestionnaires().map((template) => template.key).join(', ')}.`);
  }
  const read = unwrapped(parsed(text, reference));
  const problems = checkTemplate(read);
  if (problems.length > 0) throw new Refused('template.invalid', `The template has ${problems.length} problems, first ${problems[0]?.path}: ${problems[0]?.message}`, { problems });
  return read as Template;
}

/** `concord questionnaire check FILE`: problems of a template, each with its path; exit 2 when there are any. */
export function questionnaireCheck(file: string, options: QuestionnaireOptions = {}): Promise<QuestionnaireAnswer> {
  const json = options.json ?? false;
  return answering(json, async () => {
    const problems = checkTemplate(unwrapped(parsed(await textOf(file, options), file)));
    const words = problems.map((problem) => `${problem.path}: ${problem.message}\n`).join('');
    const error = problems.length === 0 ? {} : { error: { code: 'template.invalid', message: `The template has ${problems.length} problems.` } };
    return { status: problems.length === 0 ? 0 : 2, out: json ? print({ ...error, problems }) : words, err: json || problems.length > 0 ? '' : 'No problems.\n' };
  });
}

/**
 * `concord questionnaire visible TEMPLATE --chosen KEYS`: the keys of all sections and questions that are shown when
 * exactly these options are chosen.
 * @param chosen option keys
 */
export function questionnaireVisible(reference: string, chosen: readonly string[], options: QuestionnaireOptions = {}): Promise<QuestionnaireAnswer> {
  return answering(options.json ?? false, async () => {
    const index = indexTemplate(await templateOf(reference, options));
    const unknown = chosen.filter((key) => !index.options.has(key));
    if (unknown.length > 0) throw new Refused('option.unknown', `The template has no option ${unknown.map((key) => `"${key}"`).join(', ')}. Name options by their keys.`, { unknown });
    const answers: Record<string, Answer> = {};
    for (const [key, question] of index.questions) {
      const keys = (question.options ?? []).map((option) => option.key).filter((option) => chosen.includes(option));
      const single = question.kind !== 'multi';
      if (single && keys.length > 1) throw new Refused('option.several', `"${key}" takes one option, not ${keys.join(' and ')}.`);
      if (keys.length > 0) answers[key] = { key, state: 'given', value: single ? keys[0] ?? '' : keys };
    }
    return { out: print({ visible: [...seeVisible(index, answers).keys] }) };
  });
}

/** Reads `question=C` into a table from field to column. */
function mappingOf(pairs: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(pairs.map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) throw new Refused('map.unreadable', `"${pair}" says no column. Write FIELD=COLUMN, for example question=C.`);
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
  }));
}

async function sheetsOf(file: string) {
  const read = await readWorkbook(file);
  if (!read.ok) throw new Refused(read.refusal.code, read.refusal.message);
  return read.sheets;
}

/** Whether a file is text that begins like JSON or like VSAQ's dialect of it. */
const looksLikeJson = (text: string) => /^\uFEFF?(\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*[{[]/.test(text.slice(0, 20_000));

/** `concord questionnaire import FILE`: a template made from an OSCAL catalog, VSAQ JSON, XLSX or CSV, and a report. */
export function questionnaireImport(file: string, options: QuestionnaireOptions & { readonly sheet?: string; readonly map?: readonly string[] } = {}): Promise<QuestionnaireAnswer> {
  const json = options.json ?? false;
  return answering(json, async () => {
    const columns = mappingOf(options.map ?? []);
    const isJson = file === '-' || extname(file).toLowerCase() === '.json' || looksLikeJson((await readFile(file)).subarray(0, 20_000).toString('utf8'));
    let imported: Imported;
    if (isJson) {
      const read = parseVsaqText(await textOf(file, options));
      const isObject = typeof read === 'object' && read !== null;
      if (isObject && 'sections' in read) throw new Refused('import.already-template', 'This file is a template already. Check it with "questionnaire check".');
      imported = isObject && ('questionnaire' in read || 'extensions' in read) ? importVsaq(read) : importOscal(read);
      if (imported.template.key === 'vsaq' && file !== '-') imported = { ...imported, template: { ...imported.template, key: basename(file, extname(file)).toLowerCase().replace(/[^a-z0-9]+/g, '-') || 'vsaq' } };
    } else {
      imported = importColumns(await sheetsOf(file), { title: basename(file, extname(file)), columns, ...(options.sheet === undefined ? {} : { sheet: options.sheet }) });
    }
    const problems = checkTemplate(imported.template);
    const report = { ...imported.report, warnings: [...imported.report.warnings, ...problems.map(({ code, message, path }) => ({ code, message, at: path }))] };
    const words = [`${report.questions} questions in ${report.sections} sections, ${report.conditions} conditions`,
      ...report.ignored.map((one) => `left out ${one.at}: ${one.why}`), ...report.warnings.map((one) => `! ${one.at}: ${one.message}`)].join('\n');
    return json ? { out: print({ template: imported.template, report }) } : { out: print(imported.template), err: `${words}\n` };
  });
}

/** `concord questionnaire read FILE --template TEMPLATE`: the answers of a filled workbook or CSV. */
export function questionnaireRead(file: string, reference: string, options: QuestionnaireOptions = {}): Promise<QuestionnaireAnswer> {
  const json = options.json ?? false;
  return answering(json, async () => {
    const template = await templateOf(reference, options);
    const read = readAnswers(await sheetsOf(file), template);
    const words = [...read.ask.map((one) => `? ${one.cell} "${one.read}": ${one.why}`), ...read.reported.map((one) => `! ${one.cell}: ${one.message}`), `${read.taken.length} answers taken`].join('\n');
    return json ? { out: print(read) } : { out: read.taken.map((one) => `${one.cell}\t${one.key}\t${one.state === 'given' ? JSON.stringify(one.value) : one.state}\n`).join(''), err: `${words}\n` };
  });
}
