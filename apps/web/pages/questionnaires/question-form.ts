import { freeKey, keysOf } from '#libs/questionnaire/edit-template.js';
import type { Column, ControlRef, Depth, MeasureParameter, Option, Question, QuestionKind, Severity, Template } from '#libs/questionnaire/template-types.js';
import { optionalText, text, texts, type FormBody, type FormError } from '../../http/form.js';
import { message } from '../../render.js';
import { conditionOf } from './condition-words.js';

/** Fields for options: what is there, and as many empty ones. */
export const moreOptions = 4;
export const mostConditions = 4;

export interface ReadQuestion {
  readonly question: Question;
  readonly errors: readonly FormError[];
}

const say = (key: string, values: Record<string, unknown> = {}): string => message(`questionnaires.question.${key}`, values);
const chooses = (kind: string): boolean => kind === 'yes-no' || kind === 'single' || kind === 'multi';

/**
 * The question that a submitted form stands for. What the form has no field for stays as it was: conditions that are
 * not simple, scores, and how an answer speaks of a control.
 * @param before the question as it stands in the draft, when it is there
 * @param known the ids of the common controls
 */
export function readQuestion(body: FormBody, template: Template, before: Question | undefined, known: ReadonlySet<string>): ReadQuestion {
  const errors: FormError[] = [];
  const wrong = (field: string, words: string) => errors.push({ field, text: words, href: `#${field}` });
  const taken = new Set(keysOf(template));
  const words = text(body, 'text');
  if (!words) wrong('text', say('needsText'));
  const key = before?.key ?? freeKey(words, taken, 'question');
  taken.add(key);
  const kind = text(body, 'kind') as QuestionKind;
  const options = chooses(kind) ? readOptions(body, kind, key, before, taken) : [];
  if (chooses(kind) && options.length < 2) wrong('o0-label', say('needsOptions'));
  if (kind === 'yes-no' && options.length > 2) wrong('o2-label', say('yesNoTwo'));
  const columns = kind === 'table' ? readColumns(text(body, 'columns'), before) : [];
  if (kind === 'table' && !columns.length) wrong('columns', say('needsColumns'));
  const controls = readControls(text(body, 'controls'), before);
  const unknown = controls.filter(({ id }) => !known.has(id)).map(({ id }) => id);
  if (unknown.length) wrong('controls', say('unknownControls', { ids: unknown.join(', ') }));
  const weight = text(body, 'weight') ? Number(text(body, 'weight').replace(',', '.')) : undefined;
  if (weight !== undefined && !(weight > 0 && weight <= 1_000)) wrong('weight', say('wrongWeight'));
  const units = text(body, 'units').split(',').map((unit) => unit.trim()).filter(Boolean);
  const parameter = text(body, 'parameter');
  if (kind === 'number' && parameter && !units.length) wrong('units', say('needsUnits'));
  const age = Number(text(body, 'maxAge'));
  const wants = texts(body, 'wants');
  const mode = text(body, 'whenMode');
  const visibleWhen = mode === 'keep' ? before?.visibleWhen : conditionOf(mode, [...new Set(Array.from({ length: mostConditions }, (_, i) => text(body, `when${i}`)).filter(Boolean))]);
  const [help, why, depth, explain] = [optionalText(body, 'help'), optionalText(body, 'why'), text(body, 'depth') as Depth, text(body, 'explain')];
  const question: Question = {
    key, text: words, kind,
    ...(help && { help }), ...(why && { why }),
    ...(options.length > 0 && { options }), ...(columns.length > 0 && { columns }),
    ...(kind === 'number' && parameter && units.length > 0 && { measure: { parameter: parameter as MeasureParameter, units } }),
    ...(['standard', 'full'].includes(depth) && { depth }), ...(text(body, 'optional') === 'yes' && { optional: true }),
    ...(before?.requiredWhen && { requiredWhen: before.requiredWhen }), ...(visibleWhen && { visibleWhen }),
    ...((explain === 'always' || explain === 'if-negative') && { explain }),
    ...(before?.explainAsk && explain !== 'never' && { explainAsk: before.explainAsk }),
    ...(wants.length > 0 && { wants: { kinds: wants, ...(age > 0 && { maxAgeMonths: age }) } }),
    ...(weight !== undefined && weight !== 1 && weight > 0 && { weight }), ...(controls.length > 0 && { controls }),
    ...(before?.finding && { finding: before.finding }), ...(before?.reference && { reference: before.reference }),
  };
  return { question, errors };
}

function readOptions(body: FormBody, kind: QuestionKind, key: string, before: Question | undefined, taken: Set<string>): Option[] {
  const typed: Option[] = [];
  for (let i = 0; body[`o${i}-label`] !== undefined && i < 200; i += 1) {
    const label = text(body, `o${i}-label`);
    if (!label) continue;
    const was = before?.options?.find((option) => option.key === text(body, `o${i}-key`));
    const judged = text(body, `o${i}-judged`);
    const severity = text(body, `o${i}-severity`) as Severity | '';
    const compliant = judged === 'good' ? true : judged === 'bad' ? false : undefined;
    const optionKey = was?.key ?? freeKey(`${key}-${label}`, taken);
    taken.add(optionKey);
    typed.push({
      key: optionKey, label, ...(was?.hint && { hint: was.hint }), ...(compliant !== undefined && { compliant }),
      ...(was?.score !== undefined && was.compliant === compliant && { score: was.score }),
      ...(text(body, `o${i}-knock`) === 'yes' && { knockOut: true }),
      ...(severity && { finding: { severity, title: text(body, `o${i}-finding`) || label, ...(was?.finding?.advice && { advice: was.finding.advice }) } }),
      ...(kind === 'multi' && text(body, `o${i}-alone`) === 'yes' && { exclusive: true }), ...(was?.controls && { controls: was.controls }),
    });
  }
  if (typed.length || kind !== 'yes-no') return typed;
  return [{ key: freeKey(`${key}-yes`, taken), label: say('yes'), compliant: true }, { key: freeKey(`${key}-no`, taken), label: say('no'), compliant: false }];
}

/** One column a line: its label, perhaps with its kind, as `Since (date)`. */
function readColumns(lines: string, before: Question | undefined): Column[] {
  const taken = new Set<string>();
  return lines.split('\n').map((each) => each.trim()).filter(Boolean).slice(0, 20).map((each): Column => {
    const [, label = each, kind] = /^(.*?)\s*\((text|number|date)\)$/i.exec(each) ?? [];
    const was = before?.columns?.find((column) => column.label === label);
    const key = was?.key ?? freeKey(label, taken, 'column');
    taken.add(key);
    return { key, label, kind: (kind?.toLowerCase() ?? 'text') as Column['kind'], ...(was?.optional && { optional: true }) };
  });
}

function readControls(line: string, before: Question | undefined): ControlRef[] {
  const ids = [...new Set(line.split(/[\s,;]+/).map((id) => id.trim().toUpperCase()).filter(Boolean))];
  return ids.flatMap((id) => {
    const was = before?.controls?.filter((control) => control.id === id) ?? [];
    return was.length ? was : [{ id }];
  });
}
