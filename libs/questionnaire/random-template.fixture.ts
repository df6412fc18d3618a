import type { Answer, AnswerValue, Condition, Question, Section, Template } from './template-types.js';

/** A small seeded generator, so that a failing case can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const kinds = ['yes-no', 'single', 'multi', 'text', 'number', 'date', 'statement'] as const;
const pick = <T>(random: () => number, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

function randomCondition(random: () => number, before: readonly Question[], keys: readonly string[], depth = 0): Condition {
  const roll = random();
  const nested = () => randomCondition(random, before, keys, depth + 1);
  if (depth < 3 && roll < 0.15) return { all: [nested(), nested()] };
  if (depth < 3 && roll < 0.3) return { any: [nested(), nested()] };
  if (depth < 3 && roll < 0.42) return { not: nested() };
  const options = before.flatMap((question) => question.options ?? []);
  const numbers = before.filter((question) => question.kind === 'number');
  if (roll < 0.75 && options.length > 0) return { chosen: pick(random, options).key };
  if (roll < 0.85 && numbers.length > 0) {
    const comparison = { question: pick(random, numbers).key, value: Math.floor(random() * 5) };
    return random() < 0.5 ? { greater: comparison } : { less: comparison };
  }
  return random() < 0.5 ? { answered: pick(random, before).key } : { visible: pick(random, keys) };
}

/** A random template without cycles: each condition reads questions that stand before it. */
export function randomTemplate(random: () => number): Template {
  const sections: Section[] = [];
  const before: Question[] = [];
  for (let s = 0; s < 2 + Math.floor(random() * 4); s += 1) {
    const earlier = [...before];
    const keys = [...sections.map((section) => section.key), ...earlier.map((question) => question.key)];
    const condition = earlier.length > 0 && random() < 0.4 ? randomCondition(random, earlier, keys) : undefined;
    const parent = sections.length > 0 && random() < 0.3 ? pick(random, sections).key : undefined;
    const questions: Question[] = [];
    for (let q = 0; q < 1 + Math.floor(random() * 6); q += 1) {
      const key = `s${s}q${q}`;
      const kind = pick(random, kinds);
      const chooses = kind === 'yes-no' || kind === 'single' || kind === 'multi';
      const options = chooses ? Array.from({ length: kind === 'yes-no' ? 2 : 3 }, (_, o) => {
        const roll = random();
        return { key: `${key}o${o}`, label: `Option ${o}`, ...(roll < 0.4 ? { compliant: true } : roll < 0.8 ? { compliant: false } : {}),
          ...(random() < 0.1 ? { knockOut: true } : {}), ...(random() < 0.2 ? { score: Math.floor(random() * 5) / 4 } : {}) };
      }) : undefined;
      const visibleWhen = before.length > 0 && random() < 0.5
        ? randomCondition(random, before, [...keys, ...questions.map((question) => question.key)]) : undefined;
      const question: Question = { key, text: `Question ${key}`, kind, weight: 1 + Math.floor(random() * 3),
        ...(random() < 0.3 ? { optional: true } : {}),
        ...(options === undefined ? {} : { options, controls: [{ id: `CON-${Math.floor(random() * 9)}` }] }),
        ...(visibleWhen === undefined ? {} : { visibleWhen }) };
      questions.push(question);
      before.push(question);
    }
    sections.push({ key: `s${s}`, title: `Section ${s}`, questions, ...(condition === undefined ? {} : { visibleWhen: condition }),
      ...(parent === undefined ? {} : { parent }) });
  }
  return { key: 'random', version: '1.0.0', title: 'Random', publisher: 'Test', licence: 'none', language: 'en', sections };
}

function randomValue(random: () => number, question: Question): AnswerValue {
  const keys = (question.options ?? []).map((option) => option.key);
  switch (question.kind) {
    case 'multi': return keys.filter(() => random() < 0.5);
    case 'yes-no': case 'single': return pick(random, keys);
    case 'number': return Math.floor(random() * 6);
    case 'date': return `2026-0${1 + Math.floor(random() * 9)}-15`;
    case 'statement': return random() < 0.7;
    default: return random() < 0.2 ? '' : `text ${Math.floor(random() * 100)}`;
  }
}

/** Answers to about two questions in three, hidden or not. */
export function randomAnswers(random: () => number, template: Template): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  for (const question of template.sections.flatMap((section) => section.questions)) {
    const roll = random();
    if (roll < 0.3) continue;
    const { key } = question;
    if (roll < 0.36) answers[key] = { key, state: 'not-applicable', ...(random() < 0.7 ? { explanation: 'We have none.' } : {}) };
    else if (roll < 0.42) answers[key] = { key, state: 'unknown' };
    else answers[key] = { key, state: 'given', value: randomValue(random, question), revision: 1 };
  }
  return answers;
}
