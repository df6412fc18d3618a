import fc from 'fast-check';
import { checkTemplate } from './check-template.js';
import { editTemplate, freeKey, keysOf, nextVersion, type TemplateEdit } from './edit-template.js';
import { mergeTemplates } from './merge-templates.js';
import { randomTemplate, seeded } from './random-template.fixture.js';
import type { Template } from './template-types.js';

const template: Template = {
  key: 'own', version: '1.2.3', title: 'Own', publisher: 'P', licence: 'L', language: 'en',
  sections: [
    { key: 'a', title: 'A', questions: [{ key: 'a1', text: 'One?', kind: 'text' }, { key: 'a2', text: 'Two?', kind: 'text' }] },
    { key: 'b', title: 'B', questions: [{ key: 'b1', text: 'Three?', kind: 'text' }] },
  ],
};
const order = ({ sections }: Template) => sections.map(({ key, questions }) => [key, ...questions.map((question) => question.key)].join(' ')).join(', ');
const after = (...edits: TemplateEdit[]) => edits.reduce(editTemplate, template);

describe('writing a questionnaire', () => {
  it.each<[string, TemplateEdit, string]>([
    ['a question down', { act: 'move', key: 'a1', by: 1 }, 'a a2 a1, b b1'],
    ['a question over the edge of its section', { act: 'move', key: 'a2', by: 1 }, 'a a1, b a2 b1'],
    ['a question back over the edge', { act: 'move', key: 'b1', by: -1 }, 'a a1 a2 b1, b'],
    ['nothing above the first', { act: 'move', key: 'a1', by: -1 }, 'a a1 a2, b b1'],
    ['a section with its questions', { act: 'move', key: 'b', by: -1 }, 'b b1, a a1 a2'],
  ])('moves %s', (_, edit, expected) => {
    expect(order(editTemplate(template, edit))).toBe(expected);
  });

  it('adds, changes and removes', () => {
    expect(order(after({ act: 'section', title: 'A' }, { act: 'question', section: 'a-2', question: { key: 'new', text: 'New?', kind: 'text' } }, { act: 'remove', key: 'a1' }, { act: 'remove', key: 'b' }))).toBe('a a2, a-2 new');
    expect(after({ act: 'question', section: 'a', question: { key: 'b1', text: 'Other?', kind: 'date' } }).sections[1]?.questions[0]).toEqual({ key: 'b1', text: 'Other?', kind: 'date' });
    expect(after({ act: 'section', key: 'a', title: 'Renamed' }).sections[0]).toMatchObject({ key: 'a', title: 'Renamed' });
  });

  it('gives keys that nothing else has', () => {
    expect(freeKey('A1', keysOf(template))).toBe('a1-2');
    expect(freeKey('???', keysOf(template))).toBe('item');
  });

  it('counts versions by what a change does to earlier answers', () => {
    expect(nextVersion(null, template)).toBe('1.0.0');
    expect(nextVersion(template, after({ act: 'title', title: 'Better' }))).toBe('1.2.4');
    expect(nextVersion(template, after({ act: 'question', section: 'a', question: { key: 'x', text: 'X?', kind: 'text' } }))).toBe('1.3.0');
    expect(nextVersion(template, after({ act: 'remove', key: 'a1' }))).toBe('2.0.0');
  });
});

describe('taking in a newer version of the questionnaire underneath', () => {
  const newer = [
    { act: 'question', section: 'a', question: { key: 'a1', text: 'One, in better words?', kind: 'text' } },
    { act: 'question', section: 'a', question: { key: 'a3', text: 'Four?', kind: 'text' } },
    { act: 'remove', key: 'b1' },
    { act: 'section', title: 'C' },
  ].reduce((made, edit) => editTemplate(made, edit as TemplateEdit), template);

  it('takes what changed there, where nothing changed here', () => {
    const { template: made, lines } = mergeTemplates(template, newer, { ...after({ act: 'question', section: 'b', question: { key: 'mine', text: 'Mine?', kind: 'text' } }), title: 'Ours' });
    expect(order(made)).toBe('a a1 a2 a3, b mine, c');
    expect(made).toMatchObject({ title: 'Ours', sections: [{ questions: [{ text: 'One, in better words?' }, {}, {}] }, {}, {}] });
    expect(lines.map(({ key, what }) => `${key} ${what}`)).toEqual(['c added', 'a1 taken', 'a3 added', 'b1 removed']);
  });

  it('keeps what was changed here, and says so', () => {
    const { template: made, lines } = mergeTemplates(template, newer, after({ act: 'question', section: 'a', question: { key: 'a1', text: 'One, in our words?', kind: 'text' } }, { act: 'remove', key: 'a2' }));
    expect(made.sections[0]?.questions[0]?.text).toBe('One, in our words?');
    expect(order(made)).toBe('a a1 a3, b, c');
    expect(lines.find(({ key }) => key === 'a1')?.what).toBe('kept');
  });

  it('gives the newer version itself where nothing was changed here, and this one where nothing changed there', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 1_000_000 }), (one, other) => {
      const [base, next] = [randomTemplate(seeded(one)), randomTemplate(seeded(other))];
      expect(mergeTemplates(base, base, next).template).toEqual(next);
      const taken = mergeTemplates(base, next, base).template;
      for (const question of next.sections.flatMap((section) => section.questions)) expect(taken.sections.flatMap((section) => section.questions)).toContainEqual(question);
      expect(checkTemplate(taken).filter(({ code }) => code.startsWith('shape.'))).toEqual([]);
    }), { numRuns: 100 });
  });
});
