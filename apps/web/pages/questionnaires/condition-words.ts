import type { TemplateIndex } from '#libs/questionnaire/template-index.js';
import type { Condition } from '#libs/questionnaire/template-types.js';
import { message } from '../../render.js';

const say = (key: string, values: Record<string, unknown> = {}): string => message(`questionnaires.when.${key}`, values);

/** A condition in words, such as: “Yes” is chosen at “Do you …?”. */
export function sayCondition(index: TemplateIndex, condition: Condition): string {
  const name = (key: string): string => index.questions.get(key)?.text ?? index.sections.get(key)?.title ?? key;
  const part = (inner: Condition): string => {
    if ('all' in inner) return inner.all.map(nested).join(` ${say('and')} `);
    if ('any' in inner) return inner.any.map(nested).join(` ${say('or')} `);
    if ('not' in inner) return say('not', { what: part(inner.not) });
    if ('chosen' in inner) return say('chosen', { option: index.options.get(inner.chosen)?.label ?? inner.chosen, question: name(index.ownerOf.get(inner.chosen) ?? '') });
    if ('answered' in inner) return say('answered', { question: name(inner.answered) });
    if ('visible' in inner) return say('visible', { question: name(inner.visible) });
    const [[how, { question, value }]] = Object.entries(inner) as [[string, { question: string; value: unknown }]];
    return say(how, { question: name(question), value: typeof value === 'object' && value !== null && 'n' in value ? `${String(value.n)} ${String((value as { unit?: unknown }).unit)}` : String(value) });
  };
  const nested = (inner: Condition): string => ('all' in inner || 'any' in inner ? `(${part(inner)})` : part(inner));
  return part(condition);
}

/** The options that a condition of the simple form names, all or any of them; null where it says something else. */
export function chosenOf(condition: Condition | undefined): { readonly mode: 'always' | 'all' | 'any'; readonly options: readonly string[] } | null {
  if (!condition) return { mode: 'always', options: [] };
  if ('chosen' in condition) return { mode: 'any', options: [condition.chosen] };
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : null;
  if (!parts?.every((part) => 'chosen' in part)) return null;
  return { mode: 'all' in condition ? 'all' : 'any', options: parts.map((part) => ('chosen' in part ? part.chosen : '')) };
}

/** The condition that a mode and options stand for. */
export function conditionOf(mode: string, options: readonly string[]): Condition | undefined {
  const parts = options.map((chosen) => ({ chosen }));
  if (mode === 'always' || !parts.length) return undefined;
  return parts.length === 1 ? parts[0] : mode === 'all' ? { all: parts } : { any: parts };
}
