import { progressOf } from './progress.js';
import { randomAnswers, randomTemplate, seeded } from './random-template.fixture.js';
import { indexTemplate } from './template-index.js';
import type { Answers, Template } from './template-types.js';

const template: Template = { key: 't', version: '1.0.0', title: 'T', publisher: 'P', licence: 'L', language: 'en', sections: [
  { key: 'one', title: 'One', questions: [
    { key: 'a', text: 'A?', kind: 'yes-no', explain: 'if-negative', options: [{ key: 'a.yes', label: 'Yes', compliant: true }, { key: 'a.no', label: 'No', compliant: false }] },
    { key: 'b', text: 'B?', kind: 'text', optional: true, requiredWhen: { chosen: 'a.no' } },
    { key: 'note', text: 'Read this.', kind: 'statement', optional: true }] },
  { key: 'two', title: 'Two', visibleWhen: { chosen: 'a.yes' }, questions: [{ key: 'c', text: 'C?', kind: 'text' }] }] };
const of = (answers: Answers) => progressOf(indexTemplate(template), answers);

describe('progress', () => {
  it('starts with nothing done and names what is unanswered', () => {
    expect(of({})).toMatchObject({ questions: 2, done: 0, unanswered: ['a'], ready: false, sections: [{ key: 'one', state: 'not-started' }] });
  });

  it('asks for what an answer makes visible or required', () => {
    expect(of({ a: { key: 'a', state: 'given', value: 'a.yes' } })).toMatchObject({
      unanswered: ['c'], sections: [{ key: 'one', state: 'complete' }, { key: 'two', state: 'not-started' }] });
    expect(of({ a: { key: 'a', state: 'given', value: 'a.no', explanation: 'Soon.' } })).toMatchObject({
      unanswered: ['b'], sections: [{ key: 'one', state: 'started' }] });
  });

  it('names an answer that needs mending and is not ready with it', () => {
    const found = of({ a: { key: 'a', state: 'given', value: 'a.no' }, b: { key: 'b', state: 'given', value: 'x' } });
    expect(found.problems.map((problem) => problem.path)).toEqual(['a.explanation']);
    expect(found).toMatchObject({ ready: false, unanswered: [] });
  });

  it('takes "I do not know" as said', () => {
    expect(of({ a: { key: 'a', state: 'unknown' } })).toMatchObject({ ready: true, done: 1 });
  });

  it('counts an answer that needs mending as given, and says that it stands against handing in', () => {
    const index = indexTemplate({ ...template, sections: [{ key: 's', title: 'S', questions: [{ key: 'p', text: 'P?', kind: 'text', explain: 'always' }, { key: 'o', text: 'O?', kind: 'text', optional: true }] }] });
    expect(progressOf(index, { p: { key: 'p', state: 'given', value: 'x' } })).toMatchObject({ questions: 2, done: 1, unanswered: [], problems: [{ path: 'p.explanation' }], ready: false, sections: [{ state: 'started' }] });
    expect(progressOf(index, { p: { key: 'p', state: 'given', value: 'x', explanation: 'y' } })).toMatchObject({ questions: 2, done: 1, ready: true, sections: [{ state: 'complete' }] });
  });

  it('never counts more done than asked, and names only shown required questions', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = seeded(seed);
      const shape = randomTemplate(random);
      const found = progressOf(indexTemplate(shape), randomAnswers(random, shape));
      expect(found.done).toBeLessThanOrEqual(found.questions);
      expect(found.done + found.unanswered.length).toBeLessThanOrEqual(found.questions);
      expect(found.ready).toBe(found.sections.every((section) => section.state === 'complete'));
    }
  });
});
