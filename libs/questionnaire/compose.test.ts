import { composeTemplate, minutesFor, templateCounts } from './compose.js';
import type { Template } from './template-types.js';

const template: Template = {
  key: 't', version: '1.0.0', title: 'T', publisher: 'p', licence: 'l', language: 'en',
  sections: [
    { key: 'a', title: 'A', questions: [{ key: 'a1', text: 'One?', kind: 'yes-no' }, { key: 'a2', text: 'Two?', kind: 'text', depth: 'full' }] },
    { key: 'b', title: 'B', module: 'cards', questions: [{ key: 'b1', text: 'Cards?', kind: 'yes-no', depth: 'standard' }] },
    { key: 'c', title: 'C', questions: [{ key: 'c1', text: 'Deep?', kind: 'yes-no', depth: 'full' }] },
  ],
};

describe('composing what a request asks', () => {
  it('keeps the questions up to the depth and leaves out empty sections', () => {
    expect(composeTemplate(template, 'short', []).sections.map((section) => section.key)).toEqual(['a']);
    expect(composeTemplate(template, 'full', []).sections.map((section) => section.key)).toEqual(['a', 'c']);
  });

  it('adds the modules that were chosen', () => {
    expect(composeTemplate(template, 'standard', ['cards']).sections.map((section) => section.key)).toEqual(['a', 'b']);
  });

  it('counts each depth and each module', () => {
    expect(templateCounts(template)).toEqual({ questions: { short: 1, standard: 1, full: 3 }, modules: [{ key: 'cards', title: 'B', questions: 1 }] });
  });

  it('never promises less than five minutes', () => {
    expect(minutesFor(composeTemplate(template, 'short', []))).toBe(5);
  });
});
