import { checkConditions, findCycles } from './check-conditions.js';
import { randomTemplate, seeded } from './random-template.fixture.js';
import { indexTemplate } from './template-index.js';
import type { Condition, Question, Template } from './template-types.js';

const options = (key: string) => [{ key: `${key}.yes`, label: 'Yes' }, { key: `${key}.no`, label: 'No' }];
const template = (...questions: Question[]): Template => ({ key: 't', version: '1.0.0', title: 'T', publisher: 'P', licence: 'L',
  language: 'en', sections: [{ key: 's', title: 'S', questions }] });
const check = (visibleWhen: Condition) => checkConditions(indexTemplate(template(
  { key: 'a', text: 'A', kind: 'yes-no', options: options('a') },
  { key: 'n', text: 'N', kind: 'number' },
  { key: 'm', text: 'M', kind: 'number', measure: { parameter: 'every', units: ['months'] } },
  { key: 'd', text: 'D', kind: 'date' },
  { key: 'f', text: 'F', kind: 'file' },
  { key: 'x', text: 'X', kind: 'text', visibleWhen })));

describe('checking conditions', () => {
  it.each<[string, Condition, string, string]>([
    ['an unknown option', { chosen: 'a.maybe' }, 'condition.unknown-key', 'sections[0].questions[5].visibleWhen.chosen'],
    ['an unknown question, nested', { all: [{ not: { answered: 'z' } }] }, 'condition.unknown-key', 'sections[0].questions[5].visibleWhen.all[0].not.answered'],
    ['an unknown visible key', { visible: 'z' }, 'condition.unknown-key', 'sections[0].questions[5].visibleWhen.visible'],
    ['an unknown compared question', { greater: { question: 'z', value: 1 } }, 'condition.unknown-key', 'sections[0].questions[5].visibleWhen.greater.question'],
    ['a number compared with a text', { greater: { question: 'n', value: 'three' } }, 'condition.wrong-type', 'sections[0].questions[5].visibleWhen.greater.value'],
    ['a measured value compared with a bare number', { less: { question: 'm', value: 3 } }, 'condition.wrong-type', 'sections[0].questions[5].visibleWhen.less.value'],
    ['a date compared with a year', { less: { question: 'd', value: '2026' } }, 'condition.wrong-type', 'sections[0].questions[5].visibleWhen.less.value'],
    ['a file that is compared', { equals: { question: 'f', value: 'x' } }, 'condition.wrong-type', 'sections[0].questions[5].visibleWhen.equals.value'],
    ['a choice that is not offered', { equals: { question: 'a', value: 'a.maybe' } }, 'condition.wrong-type', 'sections[0].questions[5].visibleWhen.equals.value'],
    ['a yes-no question that should contain something', { contains: { question: 'a', value: 'a.yes' } }, 'condition.wrong-type', 'sections[0].questions[5].visibleWhen.contains.value'],
  ])('reports %s with its path', (_, condition, code, path) => {
    expect(check(condition).map((problem) => [problem.code, problem.path])).toEqual([[code, path]]);
  });

  it.each<Condition>([
    { chosen: 'a.yes' }, { visible: 'a' }, { equals: { question: 'a', value: 'a.no' } }, { greater: { question: 'n', value: 2 } },
    { less: { question: 'm', value: { n: 6, unit: 'months' } } }, { greater: { question: 'd', value: '2026-01-31' } },
  ])('accepts %j', (condition) => {
    expect(check(condition)).toEqual([]);
  });

  it('names the way round of a cycle', () => {
    const found = checkConditions(indexTemplate(template(
      { key: 'a', text: 'A', kind: 'yes-no', options: options('a'), visibleWhen: { answered: 'c' } },
      { key: 'b', text: 'B', kind: 'yes-no', options: options('b'), visibleWhen: { chosen: 'a.yes' } },
      { key: 'c', text: 'C', kind: 'text', visibleWhen: { not: { visible: 'b' } } })));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ code: 'condition.cycle', path: 'sections[0].questions[0]' });
    expect(found[0]?.message).toContain('a → c → b → a');
  });

  it('finds a section that a question inside it decides', () => {
    const inner = template({ key: 'a', text: 'A', kind: 'text' });
    const sections = inner.sections.map((section) => ({ ...section, visibleWhen: { answered: 'a' } }));
    expect(findCycles(indexTemplate({ ...inner, sections }))).toEqual([['a', 's', 'a']]);
  });

  it('finds no cycle where conditions read earlier questions only', () => {
    for (let seed = 1; seed <= 200; seed += 1) expect(findCycles(indexTemplate(randomTemplate(seeded(seed))))).toEqual([]);
  });
});
