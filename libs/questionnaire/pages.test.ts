import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { layOut, pagesOf } from './pages.js';
import { randomTemplate, seeded } from './random-template.fixture.js';
import type { Question, Template } from './template-types.js';

const core = JSON.parse(readFileSync(join(process.cwd(), 'libs/catalog/questionnaires/concord-core.json'), 'utf8')) as Template;
const text = (key: string, after?: string): Question => ({ key, text: key, kind: 'text', ...(after === undefined ? {} : { visibleWhen: { answered: after } }) });
const sizes = (questions: readonly Question[]) => pagesOf({ key: 's', title: 'S', questions }).map((page) => page.length);

describe('pages', () => {
  it.each([[1, [1]], [10, [10]], [11, [6, 5]], [21, [7, 7, 7]], [25, [8, 9, 8]]])('lays %d questions on pages of %j', (count, expected) => {
    expect(sizes(Array.from({ length: count }, (_, i) => text(`q${i}`)))).toEqual(expected);
  });

  it('gives a question that opens many others a page of its own', () => {
    expect(sizes([text('a'), text('b'), text('c', 'b'), text('d', 'b'), text('e', 'b')])).toEqual([1, 1, 3]);
  });

  it('keeps a question and its single follow-up together', () => {
    expect(sizes([text('a'), text('b', 'a'), text('c')])).toEqual([3]);
  });

  it('shows each question exactly once and in order, ten at most on a page', () => {
    const templates = [core, ...Array.from({ length: 200 }, (_, seed) => randomTemplate(seeded(seed + 1)))];
    for (const template of templates) {
      const pages = layOut(template);
      expect(pages.flatMap((page) => page.questions.map((question) => question.key))).toEqual(template.sections.flatMap((section) => section.questions.map((question) => question.key)));
      expect(Math.max(...pages.map((page) => page.questions.length))).toBeLessThanOrEqual(10);
      expect(pages.every((page) => page.page >= 1 && page.page <= page.of)).toBe(true);
    }
  });
});
