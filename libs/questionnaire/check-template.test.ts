import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkTemplate } from './check-template.js';
import { randomTemplate, seeded } from './random-template.fixture.js';

const core = readFileSync(join(process.cwd(), 'libs/catalog/questionnaires/concord-core.json'), 'utf8');
const good = () => ({ key: 't', version: '1.0.0', title: 'T', publisher: 'P', licence: 'L', language: 'en', sections: [{ key: 's', title: 'S', questions: [
  { key: 'a', text: 'A?', kind: 'yes-no', options: [{ key: 'a.yes', label: 'Yes' }, { key: 'a.no', label: 'No' }] } as Record<string, unknown>] }] });
const broken = (change: (template: ReturnType<typeof good>) => void) => { const template = good(); change(template); return checkTemplate(template).map((problem) => [problem.path, problem.code]); };
const first = (template: ReturnType<typeof good>) => template.sections[0]?.questions[0] as Record<string, unknown>;

describe('checking a template', () => {
  it('takes the shipped core and random templates', () => {
    expect(checkTemplate(JSON.parse(core))).toEqual([]);
    for (let seed = 1; seed <= 100; seed += 1) expect(checkTemplate(randomTemplate(seeded(seed)))).toEqual([]);
  });

  it.each<[string, (template: ReturnType<typeof good>) => void, string, string]>([
    ['a version that is none', (t) => { t.version = '1'; }, 'version', 'shape.wrong'],
    ['an unknown kind', (t) => { first(t)['kind'] = 'radio'; }, 'sections[0].questions[0].kind', 'shape.wrong'],
    ['a missing text', (t) => { delete first(t)['text']; }, 'sections[0].questions[0].text', 'shape.wrong'],
    ['an unknown field', (t) => { first(t)['colour'] = 'red'; }, 'sections[0].questions[0].colour', 'shape.unknown-field'],
    ['a condition with two words', (t) => { first(t)['visibleWhen'] = { chosen: 'a', answered: 'b' }; }, 'sections[0].questions[0].visibleWhen', 'shape.wrong'],
    ['an unknown condition', (t) => { first(t)['visibleWhen'] = { not: { eval: '1' } }; }, 'sections[0].questions[0].visibleWhen.not', 'shape.wrong'],
    ['a condition named like a property of every object', (t) => { first(t)['visibleWhen'] = { constructor: 'x' }; }, 'sections[0].questions[0].visibleWhen', 'shape.wrong'],
    ['a key that occurs twice', (t) => { t.sections[0]?.questions.push({ key: 's', text: 'S?', kind: 'text' }); }, 'sections[0].questions[1].key', 'key.twice'],
    ['an option key that occurs twice', (t) => { t.sections[0]?.questions.push({ ...first(t), key: 'b' }); }, 'sections[0].questions[1].options[0].key', 'option.twice'],
    ['a choice without options', (t) => { delete first(t)['options']; }, 'sections[0].questions[0].options', 'question.no-options'],
    ['a text with options', (t) => { first(t)['kind'] = 'text'; }, 'sections[0].questions[0].options', 'question.options'],
    ['a table without columns', (t) => { t.sections[0]?.questions.push({ key: 'b', text: 'B', kind: 'table' }); }, 'sections[0].questions[1].columns', 'question.no-columns'],
    ['a parameter that is not measured', (t) => { first(t)['controls'] = [{ id: 'IAM-01', parameter: 'every' }]; }, 'sections[0].questions[0].controls[0].parameter', 'question.parameter'],
    ['a parent that does not exist', (t) => { (t.sections[0] as Record<string, unknown>)['parent'] = 'z'; }, 'sections[0].parent', 'section.no-parent'],
  ])('reports %s with its path', (_, change, path, code) => {
    expect(broken(change)).toContainEqual([path, code]);
  });

  it('says what stands there and what is needed', () => {
    expect(checkTemplate([])).toEqual([{ path: 'template', code: 'shape.wrong', message: 'Here stands a list; an object is needed.' }]);
  });

  it('survives conditions nested a thousand deep', () => {
    let condition: unknown = { answered: 'a' };
    for (let i = 0; i < 1000; i += 1) condition = { not: condition };
    const template = good();
    first(template)['visibleWhen'] = condition;
    expect(checkTemplate(template).map((problem) => problem.code)).toEqual(['condition.too-deep']);
  });
});
