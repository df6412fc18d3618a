import { scopeTemplate } from './scope.js';
import { indexTemplate } from './template-index.js';
import type { Answers, Template } from './template-types.js';
import { seeVisible } from './visibility.js';
import { randomAnswers, randomTemplate, seeded } from './random-template.fixture.js';

const options = (key: string) => [{ key: `${key}.yes`, label: 'Yes' }, { key: `${key}.no`, label: 'No' }];
const template: Template = {
  key: 't', version: '1.0.0', title: 'T', publisher: 'p', licence: 'l', language: 'en',
  sections: [
    { key: 'secret', title: 'Secret', questions: [{ key: 'secret.q', text: 'Hidden?', kind: 'yes-no', options: options('secret.q') }] },
    { key: 'mine', title: 'Mine', questions: [
      { key: 'a', text: 'A?', kind: 'yes-no', options: options('a') },
      { key: 'b', text: 'B?', kind: 'text', visibleWhen: { all: [{ chosen: 'secret.q.yes' }, { chosen: 'a.yes' }] } },
      { key: 'c', text: 'C?', kind: 'text', visibleWhen: { not: { answered: 'secret.q' } } },
    ] },
  ],
};
const said: Answers = { 'secret.q': { key: 'secret.q', state: 'given', value: 'secret.q.yes' } };

describe('the part of a questionnaire that a colleague sees', () => {
  it('names nothing of other sections, not even in conditions', () => {
    expect(JSON.stringify(scopeTemplate(indexTemplate(template), said, ['mine']))).not.toContain('secret');
  });

  it('keeps what branches within the section, and settles what depends on others', () => {
    const scoped = indexTemplate(scopeTemplate(indexTemplate(template), said, ['mine']));
    expect([...seeVisible(scoped, {}).keys]).toEqual(['mine', 'a']);
    expect([...seeVisible(scoped, { a: { key: 'a', state: 'given', value: 'a.yes' } }).keys]).toEqual(['mine', 'a', 'b']);
  });

  it('shows the same questions as the whole form does, whatever the sections and the answers', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = seeded(seed);
      const whole = indexTemplate(randomTemplate(random));
      const answers = randomAnswers(random, whole.template);
      const sections = whole.template.sections.map(({ key }) => key).filter(() => random() < 0.5);
      const scoped = indexTemplate(scopeTemplate(whole, answers, sections));
      const own = Object.fromEntries(Object.entries(answers).filter(([key]) => scoped.questions.has(key)));
      const wanted = [...seeVisible(whole, answers).keys].filter((key) => scoped.questions.has(key) || scoped.sections.has(key));
      expect({ seed, shown: [...seeVisible(scoped, own).keys].sort() }).toEqual({ seed, shown: wanted.sort() });
    }
  });
});
