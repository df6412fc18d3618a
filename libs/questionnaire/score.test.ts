import { randomAnswers, randomTemplate, seeded } from './random-template.fixture.js';
import { scoreAnswers } from './score.js';
import { indexTemplate } from './template-index.js';
import type { Answers, Question, Template } from './template-types.js';
import { seeVisible } from './visibility.js';

const yesNo = (key: string, more: Partial<Question> = {}): Question => ({ key, text: `${key}?`, kind: 'yes-no', options: [
  { key: `${key}.yes`, label: 'Yes', compliant: true }, { key: `${key}.no`, label: 'No', compliant: false, knockOut: key === 'a', finding: { severity: 'high', title: `No ${key}` } }], ...more });
const template: Template = { key: 't', version: '1.0.0', title: 'T', publisher: 'P', licence: 'L', language: 'en', sections: [{ key: 's', title: 'S', questions: [
  yesNo('a', { weight: 3 }), yesNo('b'), yesNo('c', { visibleWhen: { chosen: 'b.yes' } }),
  { key: 'm', text: 'M?', kind: 'multi', options: [{ key: 'm1', label: '1', compliant: true }, { key: 'm2', label: '2', compliant: true }, { key: 'm0', label: 'Bad', compliant: false }] },
  { key: 'free', text: 'Free?', kind: 'text' }] }] };
const index = indexTemplate(template);
const given = (values: Record<string, string | string[]>): Answers => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { key, state: 'given' as const, value }]));
const bad: Template = { ...template, sections: [{ key: 's', title: 'S', questions: [{ key: 'breach', text: 'A breach?', kind: 'yes-no', options: [
  { key: 'breach.yes', label: 'Yes', compliant: false }, { key: 'breach.no', label: 'No', compliant: true }] }] }] };

describe('scoring', () => {
  it('opens into its sum', () => {
    const score = scoreAnswers(index, given({ a: 'a.yes', b: 'b.no', m: ['m1'] }));
    expect(score).toMatchObject({ earned: 3.5, possible: 5, value: 0.7, negative: ['b'] });
    expect(score.sections[0]?.lines.map((line) => [line.key, line.earned, line.weight])).toEqual([['a', 3, 3], ['b', 0, 1], ['m', 0.5, 1]]);
  });

  it('takes what does not apply out of the denominator only with a reason', () => {
    const with_ = (explanation?: string) => scoreAnswers(index, { ...given({ a: 'a.yes', m: ['m1', 'm2'] }), b: { key: 'b', state: 'not-applicable', ...(explanation === undefined ? {} : { explanation }) } });
    expect(with_('No such thing here.')).toMatchObject({ possible: 4, value: 1, leftOut: [{ key: 'b', because: 'not-applicable' }] });
    expect(with_()).toMatchObject({ possible: 5, value: 0.8, leftOut: [{ key: 'b', because: 'no-reason' }] });
  });

  it('counts "I do not know" and silence as earning nothing', () => {
    expect(scoreAnswers(index, { ...given({ a: 'a.yes' }), b: { key: 'b', state: 'unknown' } })).toMatchObject({ earned: 3, possible: 5 });
  });

  it('keeps a knock-out beside the score', () => {
    const score = scoreAnswers(index, given({ a: 'a.no', b: 'b.yes', c: 'c.yes', m: ['m1', 'm2'] }));
    expect(score.value).toBe(0.5);
    expect(score.knockOuts).toEqual([{ key: 'a', option: 'a.no', says: 'a? No' }]);
    expect(score.findings).toEqual([{ severity: 'high', title: 'No a', key: 'a', option: 'a.no' }]);
  });

  it('follows the option and not the word yes', () => {
    expect(scoreAnswers(indexTemplate(bad), given({ breach: 'breach.no' })).value).toBe(1);
    expect(scoreAnswers(indexTemplate(bad), given({ breach: 'breach.yes' })).value).toBe(0);
  });

  it('gives nothing for several options when one of them is bad', () => {
    expect(scoreAnswers(index, given({ m: ['m1', 'm2', 'm0'] })).sections[0]?.lines.find((line) => line.key === 'm')?.score).toBe(0);
  });

  it('has no value when nothing counts', () => {
    expect(scoreAnswers(indexTemplate({ ...template, sections: [] }), {}).value).toBeNull();
  });

  it('never counts a hidden answer, and does not depend on the order of answers or sections', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = seeded(seed);
      const shape = randomTemplate(random);
      const answers = randomAnswers(random, shape);
      const score = scoreAnswers(indexTemplate(shape), answers);
      const shown = seeVisible(indexTemplate(shape), answers).keys;
      const counted = [...score.sections.flatMap((section) => section.lines.map((line) => line.key)), ...score.knockOuts.map((one) => one.key), ...score.negative];
      expect(counted.filter((key) => !shown.has(key))).toEqual([]);
      const bare = Object.fromEntries(Object.entries(answers).filter(([key]) => shown.has(key)));
      expect(scoreAnswers(indexTemplate(shape), bare)).toEqual(score);
      const turned = { ...shape, sections: [...shape.sections].reverse() };
      const other = scoreAnswers(indexTemplate(turned), Object.fromEntries(Object.entries(answers).reverse()));
      expect([other.earned, other.possible]).toEqual([score.earned, score.possible].map((n) => expect.closeTo(n, 9)));
      expect([...other.negative].sort()).toEqual([...score.negative].sort());
      expect(score.earned).toBeLessThanOrEqual(score.possible);
      expect(score.earned).toBeCloseTo(score.sections.flatMap((section) => section.lines).reduce((sum, line) => sum + line.score * line.weight, 0), 9);
    }
  });
});
