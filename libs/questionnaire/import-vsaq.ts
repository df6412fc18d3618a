import { ImportFault, reportOf, uniqueKeys, type Imported, type ImportReport, type ImportWarning } from './import-report.js';
import { plainText } from './plain-text.js';
import type { Condition, Option, Question, Section, Severity } from './template-types.js';
import { parseVsaqCondition, type VsaqNames } from './vsaq-condition.js';

type Item = Readonly<Record<string, unknown>>;
const isItem = (value: unknown): value is Item => typeof value === 'object' && value !== null && !Array.isArray(value);
const items = (value: unknown): readonly Item[] => (Array.isArray(value) ? value.filter(isItem) : []);
const text = (value: unknown): string => (typeof value === 'string' ? plainText(value) : '');
const never: Condition = { any: [] };
const severities: readonly string[] = ['low', 'medium', 'high', 'critical'];

/** A question before its condition is read: conditions may speak of what comes later. */
interface Draft {
  readonly question: Question;
  readonly cond: string;
}
interface DraftSection {
  readonly section: Omit<Section, 'questions'>;
  readonly cond: string;
  readonly drafts: Draft[];
}

function optionsOf(item: Item, key: string): readonly Option[] {
  const choices = items(item['choices']).flatMap((choice) => Object.entries(choice).slice(0, 1).map(([id, label]): Option => ({ key: id, label: text(label) || id })));
  return [...choices, ...(item['defaultChoice'] === true ? [{ key: `${key}/none`, label: 'None of the above', exclusive: true }] : [])];
}

function findingOf(item: Item): Pick<Question, 'finding'> {
  const severity = typeof item['severity'] === 'string' ? item['severity'].toLowerCase() : '';
  if (item['warn'] !== 'yes' && item['warn'] !== true) return {};
  return { finding: { severity: (severities.includes(severity) ? severity : 'medium') as Severity, title: text(item['name']) || text(item['text']).slice(0, 120), advice: text(item['text']) } };
}

/** What one item asks; null for an item that has no counterpart. */
function questionOf(item: Item, key: string): Question | null {
  const said = text(item['text']);
  const base = { key, text: said || key };
  const required = item['required'] === true || item['required'] === 'true';
  switch (item['type']) {
    case 'radiogroup': return { ...base, kind: 'single', options: optionsOf(item, key) };
    case 'checkgroup': return { ...base, kind: 'multi', options: optionsOf(item, key), ...(required || item['defaultChoice'] === true ? {} : { optional: true }) };
    case 'check': return { ...base, kind: 'multi', options: [{ key: `${key}/yes`, label: 'Yes' }], ...(required ? {} : { optional: true }) };
    case 'yesno': return { ...base, kind: 'yes-no', options: [{ key: `${key}/yes`, label: text(item['yes']) || 'Yes' }, { key: `${key}/no`, label: text(item['no']) || 'No' }] };
    case 'line': case 'box': return { ...base, kind: 'text' };
    case 'upload': return { ...base, kind: 'file', ...(required ? {} : { optional: true }) };
    case 'info': return said === '' ? null : { ...base, kind: 'statement', optional: true };
    case 'tip': {
      const finding = findingOf(item);
      const why = text(item['why']);
      return finding.finding === undefined && why === '' ? { ...base, kind: 'statement', optional: true }
        : { ...base, kind: 'text', optional: true, ...(why === '' ? {} : { help: why }), ...finding };
    }
    default: return null;
  }
}

/**
 * Makes a questionnaire of a VSAQ file. Blocks become sections, choices keep their ids, a tip with a severity becomes a
 * finding with a box that asks why, and a condition (`cond`) a condition.
 * @param read the parsed file
 * @throws ImportFault `vsaq.not-a-questionnaire` or `vsaq.extension`
 */
export function importVsaq(read: unknown): Imported {
  const root = isItem(read) ? read : {};
  if (root['extensions'] !== undefined && root['questionnaire'] === undefined) {
    throw new ImportFault('vsaq.extension', 'This file only extends another questionnaire. Merge it into that one with VSAQ, then import the result.');
  }
  const tops = items(root['questionnaire']);
  if (tops.length === 0) throw new ImportFault('vsaq.not-a-questionnaire', 'This is no VSAQ file: it has no list "questionnaire". Choose the file of the questionnaire itself.');
  const unique = uniqueKeys();
  const sections: DraftSection[] = [];
  const ignored: { at: string; why: string }[] = [];
  const warnings: ImportWarning[] = [];
  const warn = (code: string, message: string, at: string) => { warnings.push({ code, message, at }); };
  const cond = (item: Item) => (typeof item['cond'] === 'string' ? item['cond'].trim() : '');

  const block = (item: Item, above: string | undefined, place: string, depth: number): void => {
    if (depth > 50) throw new ImportFault('vsaq.too-deep', 'Blocks lie more than 50 deep in each other. Flatten them.');
    const key = unique(typeof item['id'] === 'string' && item['id'] !== '' ? item['id'] : place);
    const title = text(item['text']) || 'Questions';
    let current: DraftSection = { section: { key, title, ...(above === undefined ? {} : { parent: above }) }, cond: cond(item), drafts: [] };
    sections.push(current);
    let afterBlock = false;
    items(item['items']).forEach((inner, i) => {
      const innerPlace = `${place}.${i + 1}`;
      if (inner['type'] === 'block') { afterBlock = true; block(inner, key, innerPlace, depth + 1); return; }
      const wanted = typeof inner['id'] === 'string' && inner['id'] !== '' ? inner['id'] : innerPlace;
      const question = inner['auth'] === 'admin' || inner['className'] === 'vsaq-invisible' ? null : questionOf(inner, wanted);
      if (question === null) { ignored.push({ at: wanted, why: `an item of type "${String(inner['type'])}" asks and says nothing here` }); return; }
      if (afterBlock) {
        current = { section: { key: unique(`${key}.${i + 1}`), title: `${title} (continued)`, parent: key }, cond: '', drafts: [] };
        sections.push(current);
        afterBlock = false;
      }
      if (inner['choicesConds'] !== undefined) warn('vsaq.choice-condition', `The conditions on single choices of "${wanted}" were left out: all choices are shown.`, wanted);
      current.drafts.push({ question: { ...question, key: unique(wanted) }, cond: cond(inner) });
    });
  };
  tops.forEach((top, i) => {
    if (top['type'] === 'block') block(top, undefined, `block-${i + 1}`, 0);
    else throw new ImportFault('vsaq.not-a-questionnaire', 'All items of a VSAQ file lie in blocks; this one begins with something else.');
  });

  const optionOwner = new Map(sections.flatMap(({ drafts }) => drafts.flatMap(({ question }) => (question.options ?? []).map((option) => [option.key, question.key] as const))));
  const questions = new Map(sections.flatMap(({ drafts }) => drafts.map(({ question }) => [question.key, question] as const)));
  const sectionKeys = new Set(sections.map(({ section }) => section.key));
  const namesAt = (at: string): VsaqNames => {
    const unknown = (id: string): Condition => {
      warn('vsaq.unknown-id', `The condition of "${at}" names "${id}", which the file does not have; it counts as not chosen.`, at);
      return never;
    };
    return {
      meaning: (id) => {
        if (id === 'false') return never;
        if (optionOwner.has(id)) return { chosen: id };
        const bare = id.replace(/\/(yes|no|value)$/, '');
        if (/\/no$/.test(id) && optionOwner.has(`${bare}/yes`)) return { all: [{ visible: bare }, { not: { chosen: `${bare}/yes` } }] };
        if (optionOwner.has(`${bare}/yes`) && bare === id) return { chosen: `${id}/yes` };
        return questions.has(bare) ? { answered: bare } : sectionKeys.has(bare) ? { visible: bare } : unknown(id);
      },
      visible: (id) => {
        const bare = id.replace(/\/(yes|no|value)$/, '');
        const key = optionOwner.get(id) ?? bare;
        return questions.has(key) || sectionKeys.has(key) ? { visible: key } : unknown(id);
      },
      contains: (id, part) => (questions.get(id)?.kind === 'text' ? { contains: { question: id, value: part } } : unknown(id)),
    };
  };
  const shownWhen = (source: string, at: string): { visibleWhen?: Condition } => {
    if (source === '') return {};
    try {
      const { condition, mixed } = parseVsaqCondition(source, namesAt(at));
      if (mixed) warn('vsaq.mixed-operators', `"${source}" mixes && and || without brackets; it was read from left to right, as VSAQ does.`, at);
      return { visibleWhen: condition };
    } catch (error) {
      if (!(error instanceof ImportFault)) throw error;
      warn(error.code, `${error.message} "${at}" is always shown.`, at);
      return {};
    }
  };
  const finished = sections.map(({ section, cond: source, drafts }): Section => ({
    ...section, ...shownWhen(source, section.key), questions: drafts.map(({ question, cond: own }) => ({ ...question, ...shownWhen(own, question.key) })) }));
  const template = {
    key: 'vsaq', version: '1.0.0', title: text(tops[0]?.['text']) || 'VSAQ questionnaire', publisher: 'unknown', licence: 'not stated',
    source: 'VSAQ', language: 'en', sections: finished,
  };
  return { template, report: reportOf(template, ignored as ImportReport['ignored'], warnings) };
}
