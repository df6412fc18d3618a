import { ImportFault, reportOf, uniqueKeys, type Imported, type ImportReport, type ImportWarning } from './import-report.js';
import type { Question, Section } from './template-types.js';

type Fields = Readonly<Record<string, unknown>>;
const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Fields : {});
const list = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.map(fields) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const prop = (of: Fields, name: string): string => text(list(of['props']).find((one) => one['name'] === name)?.['value']);

/** Puts the label or value of each parameter in the place where prose inserts it. */
function withParameters(prose: string, parameters: ReadonlyMap<string, string>): string {
  return prose.replace(/\{\{\s*insert:\s*param,\s*([\w.-]+)\s*\}\}/g, (_, id: string) => `[${parameters.get(id) ?? id}]`);
}

/** The prose of a part and the parts inside it, as lines with their labels. */
function proseOf(part: Fields): string {
  const own = text(part['prose']);
  const inner = list(part['parts']).map((one) => { const said = prop(one, 'label'); return `${said === '' ? '' : `${said} `}${proseOf(one)}`; });
  return [own, ...inner].filter((line) => line !== '').join('\n');
}

/**
 * Makes a questionnaire of an OSCAL catalog: a section for each group, a "met / not met" question for each control.
 * The statement becomes the help, guidance on why the control matters the reason for asking.
 * @param read the parsed JSON
 * @throws ImportFault `oscal.not-a-catalog` for any other document
 */
export function importOscal(read: unknown): Imported {
  const catalog = fields(fields(read)['catalog']);
  if (catalog['metadata'] === undefined) {
    const found = Object.keys(fields(read)).slice(0, 3).join(', ') || 'nothing';
    throw new ImportFault('oscal.not-a-catalog', `This is no OSCAL catalog: its root holds ${found}, not "catalog" with "metadata". Export the catalog itself, as JSON.`);
  }
  const metadata = fields(catalog['metadata']);
  const ignored: { at: string; why: string }[] = [];
  const warnings: ImportWarning[] = [];
  const unique = uniqueKeys();

  const questionOf = (control: Fields): readonly Question[] => {
    const id = text(control['id']);
    if (id === '') {
      warnings.push({ code: 'oscal.no-id', message: `The control "${text(control['title'])}" has no id and was left out.`, at: text(control['title']) });
      return [];
    }
    if (prop(control, 'status').toLowerCase() === 'withdrawn') {
      ignored.push({ at: id, why: 'withdrawn' });
      return [];
    }
    const parameters = new Map(list(control['params']).map((one) => [text(one['id']), text(one['label']) || (Array.isArray(one['values']) ? one['values'].join(', ') : '')]));
    const parts = list(control['parts']);
    const said = (test: (part: Fields) => boolean) => withParameters(parts.filter(test).map(proseOf).filter((line) => line !== '').join('\n'), parameters).trim();
    const statement = said((part) => part['name'] === 'statement');
    const isWhy = (part: Fields) => part['name'] === 'guidance' && /\bwhy\b/i.test(`${text(part['id'])} ${text(part['title'])}`);
    const why = said(isWhy);
    const guidance = said((part) => part['name'] === 'guidance' && !isWhy(part));
    const label = prop(control, 'label');
    const key = unique(id);
    const title = [label, text(control['title'])].filter((one) => one !== '').join(' ') || id;
    const help = [statement, guidance].filter((one) => one !== '').join('\n\n');
    if (statement === '') warnings.push({ code: 'oscal.no-statement', message: `The control "${id}" has no statement; only its title is asked.`, at: id });
    return [
      { key, text: title, ...(help === '' ? {} : { help }), ...(why === '' ? {} : { why }), kind: 'yes-no', explain: 'if-negative', reference: label || id,
        options: [{ key: `${key}.met`, label: 'Met', compliant: true }, { key: `${key}.not-met`, label: 'Not met', compliant: false }] },
      ...list(control['controls']).flatMap(questionOf),
    ];
  };
  const sectionsOf = (group: Fields, above: string | undefined): readonly Section[] => {
    const key = unique(text(group['id']) || 'group');
    const title = [prop(group, 'label'), text(group['title'])].filter((one) => one !== '').join(' ') || key;
    const intro = list(group['parts']).map(proseOf).filter((line) => line !== '').join('\n');
    return [
      { key, title, ...(intro === '' ? {} : { intro }), ...(above === undefined ? {} : { parent: above }), questions: list(group['controls']).flatMap(questionOf) },
      ...list(group['groups']).flatMap((inner) => sectionsOf(inner, key)),
    ];
  };
  const loose = list(catalog['controls']);
  const sections = [
    ...list(catalog['groups']).flatMap((group) => sectionsOf(group, undefined)),
    ...(loose.length === 0 ? [] : [{ key: unique('controls'), title: 'Controls', questions: loose.flatMap(questionOf) }]),
  ];
  if (catalog['back-matter'] !== undefined) ignored.push({ at: 'back-matter', why: 'resources are no questions' });
  if (sections.every((section) => section.questions.length === 0)) {
    throw new ImportFault('oscal.empty', 'This catalog has no controls. A profile has to be resolved to a catalog first.');
  }
  const template = {
    key: text(catalog['uuid']) || 'oscal-catalog', version: versionOf(text(metadata['version'])), title: text(metadata['title']) || 'OSCAL catalog',
    publisher: text(list(metadata['parties'])[0]?.['name']) || 'unknown', licence: text(metadata['remarks']) || 'not stated',
    ...(text(list(metadata['links'])[0]?.['href']) === '' ? {} : { source: text(list(metadata['links'])[0]?.['href']) }),
    language: 'en', sections,
  };
  return { template, report: reportOf(template, ignored as ImportReport['ignored'], warnings) };
}

/** The first three numbers of a version: `v3.0-20231109` is `3.0.0`. */
export function versionOf(said: string): string {
  const numbers = /(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(said.slice(0, 100));
  return numbers === null ? '1.0.0' : [numbers[1], numbers[2] ?? '0', numbers[3] ?? '0'].map(Number).join('.');
}
