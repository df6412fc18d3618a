import type { Condition, Question } from './template-types.js';

/** Looks up a question by what a sheet calls it. */
export type FindQuestion = (reference: string) => Question | undefined;

function one(text: string, find: FindQuestion): Condition | null {
  const negated = /^not\s+/i.exec(text);
  if (negated !== null) {
    const inner = one(text.slice(negated[0].length), find);
    return inner === null ? null : { not: inner };
  }
  const turned = /^["'“]?([^"'“”]{1,80}?)["'”]?\s+(?:to|for|on)\s+(\S{1,80})$/i.exec(text);
  const straight = /^(?:the )?(?:answer |response )?(?:to |of )?(\S{1,80}?)\s*(==?|!=|<>|:|\bis not\b|\bis\b|\bequals\b)\s*["'“]?(.{1,120}?)["'”]?$/i.exec(text);
  const [reference, operator, value] = straight !== null && find(straight[1] ?? '') !== undefined ? [straight[1], straight[2], straight[3]]
    : turned !== null ? [turned[2], '=', turned[1]] : [text, 'answered', ''];
  const question = find(reference ?? '');
  if (question === undefined) return null;
  if (operator === 'answered') return { answered: question.key };
  const wanted = (value ?? '').trim().toLowerCase();
  const option = question.options?.find((choice) => choice.label.toLowerCase() === wanted || choice.key.toLowerCase() === wanted);
  const condition: Condition | null = option !== undefined ? { chosen: option.key }
    : question.kind === 'text' ? { equals: { question: question.key, value: (value ?? '').trim() } }
    : question.kind === 'number' && question.measure === undefined && Number.isFinite(Number(wanted)) ? { equals: { question: question.key, value: Number(wanted) } } : null;
  return condition !== null && /!|<>|not/i.test(operator ?? '') ? { not: condition } : condition;
}

/**
 * Reads when a question is shown as people write it in a sheet: `Q1 = Yes`, `if Q1 is Yes and Q2 is not No`, `Yes to Q1`,
 * `Q1` alone for "answered". "and" binds before "or".
 * @returns null when it cannot be read or names no known question
 */
export function readShowWhen(source: string, find: FindQuestion): Condition | null {
  const text = source.slice(0, 1_000).replace(/\s+/g, ' ').trim().replace(/^if\s+/i, '').replace(/[.,;]?(\s+then\b.*)?$/i, '');
  if (text === '') return null;
  const either = text.split(/\s+or\s+|\s*\|\|\s*/i).map((part) => {
    const both = part.split(/\s+and\s+|\s*&&\s*|\s*;\s*/i).map((piece) => one(piece.trim().replace(/^if\s+/i, ''), find));
    const known = both.filter((condition) => condition !== null);
    return known.length < both.length ? null : known.length === 1 ? known[0] ?? null : { all: known };
  });
  const known = either.filter((condition) => condition !== null);
  return known.length < either.length ? null : known.length === 1 ? known[0] ?? null : { any: known };
}
