import type { Answers, Condition, Template } from './template-types.js';
import { randomAnswers, randomTemplate, seeded } from './random-template.fixture.js';
import { indexTemplate } from './template-index.js';
import { seeVisible, visibleAnswers } from './visibility.js';

/**
 * The slow reference: every key starts undecided; a round decides those whose condition no longer depends on an
 * undecided key; rounds go on until nothing changes.
 */
function referenceVisible(template: Template, answers: Answers): Set<string> {
  type Known = boolean | null;
  const decided = new Map<string, boolean>();
  const owner = (option: string) => template.sections.flatMap((section) => section.questions)
    .find((question) => question.options?.some((one) => one.key === option))?.key ?? '';
  const seen = (key: string): Known => decided.get(key) ?? null;
  const test = (condition: Condition): Known => {
    if ('all' in condition) {
      const parts = condition.all.map(test);
      return parts.includes(false) ? false : parts.includes(null) ? null : true;
    }
    if ('any' in condition) {
      const parts = condition.any.map(test);
      return parts.includes(true) ? true : parts.includes(null) ? null : false;
    }
    if ('not' in condition) { const inner = test(condition.not); return inner === null ? null : !inner; }
    if ('visible' in condition) return seen(condition.visible);
    const key = 'chosen' in condition ? owner(condition.chosen) : 'answered' in condition ? condition.answered
      : 'greater' in condition ? condition.greater.question : 'less' in condition ? condition.less.question : '';
    const answer = answers[key];
    const value = answer?.state === 'given' ? answer.value : undefined;
    const given = value !== undefined && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0);
    let raw = false;
    if ('chosen' in condition) raw = value === condition.chosen || (Array.isArray(value) && value.includes(condition.chosen));
    else if ('answered' in condition) raw = given;
    else if ('greater' in condition) raw = typeof value === 'number' && value > Number(condition.greater.value);
    else if ('less' in condition) raw = typeof value === 'number' && value < Number(condition.less.value);
    return raw ? seen(key) : false;
  };
  for (let changed = true; changed;) {
    changed = false;
    const decide = (key: string, above: string | undefined, condition: Condition | undefined) => {
      if (decided.has(key)) return;
      const parts: Known[] = [above === undefined ? true : seen(above), condition === undefined ? true : test(condition)];
      if (parts.includes(false)) decided.set(key, false);
      else if (!parts.includes(null)) decided.set(key, true);
      else return;
      changed = true;
    };
    for (const section of [...template.sections].reverse()) {
      decide(section.key, section.parent, section.visibleWhen);
      for (const question of section.questions) decide(question.key, section.key, question.visibleWhen);
    }
  }
  return new Set([...decided].filter(([, shown]) => shown).map(([key]) => key));
}

describe('visibility', () => {
  it('equals a slow reference on 400 random templates', () => {
    let hidden = 0;
    for (let seed = 1; seed <= 400; seed += 1) {
      const random = seeded(seed);
      const template = randomTemplate(random);
      const answers = randomAnswers(random, template);
      const index = indexTemplate(template);
      const shown = seeVisible(index, answers).keys;
      expect({ seed, keys: [...shown].sort() }).toEqual({ seed, keys: [...referenceVisible(template, answers)].sort() });
      hidden += index.questions.size + index.sections.size - shown.size;
    }
    expect(hidden).toBeGreaterThan(1000);
  });

  it('never sends an answer to a hidden question, and keeps every one to a shown question', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = seeded(seed);
      const template = randomTemplate(random);
      const answers = randomAnswers(random, template);
      const index = indexTemplate(template);
      const sent = new Set(Object.keys(visibleAnswers(index, answers)));
      const shown = seeVisible(index, answers).keys;
      for (const key of Object.keys(answers)) expect(sent.has(key)).toBe(shown.has(key));
    }
  });

  it('counts the choice of a hidden question as not made', () => {
    const template: Template = { key: 't', version: '1.0.0', title: 'T', publisher: 'P', licence: 'L', language: 'en', sections: [{
      key: 's', title: 'S', questions: [
        { key: 'a', text: 'A?', kind: 'yes-no', options: [{ key: 'a.yes', label: 'Yes' }, { key: 'a.no', label: 'No' }] },
        { key: 'b', text: 'B?', kind: 'yes-no', visibleWhen: { chosen: 'a.yes' }, options: [{ key: 'b.yes', label: 'Yes' }, { key: 'b.no', label: 'No' }] },
        { key: 'c', text: 'C?', kind: 'text', visibleWhen: { chosen: 'b.yes' } },
        { key: 'd', text: 'D?', kind: 'text', visibleWhen: { not: { visible: 'b' } } },
      ] }] };
    const chosen = (a: string) => seeVisible(indexTemplate(template), {
      a: { key: 'a', state: 'given', value: a }, b: { key: 'b', state: 'given', value: 'b.yes' } }).keys;
    expect([...chosen('a.yes')]).toEqual(['s', 'a', 'b', 'c']);
    expect([...chosen('a.no')]).toEqual(['s', 'a', 'd']);
  });
});
