import { readFileSync, readdirSync } from 'node:fs';
import { inLanguage, languageOf } from './language.js';
import { message } from './render.js';
import { calendarDate } from './template-helpers.js';
import { inLanguageNow } from './pages/form/questionnaire-words.js';
import { shippedQuestionnaires } from '#libs/catalog/questionnaires.js';

const german = <T>(work: () => T): T => inLanguage({ language: 'de', at: '/form/0123456789', to: '' }, work);

/** Every text by its key, plural forms apart. */
function textsOf(language: string, file: string): Map<string, string> {
  const flat = (node: object, path: string): [string, string][] => Object.entries(node).flatMap(([key, value]) => (typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : flat(value as object, `${path}${key}.`)));
  return new Map(flat(JSON.parse(readFileSync(`apps/web/messages/${language}/${file}`, 'utf8')) as object, ''));
}
const values = (text = '') => [...new Set([...text.matchAll(/\{\{?(\w+)\}?\}/g)].map((found) => found[1]))].sort();

describe('the language of a page', () => {
  it.each([[undefined, 'en'], ['*', 'en'], ['fr, de-CH;q=0.8, en;q=0.5', 'de'], ['en-US,en;q=0.9,de;q=0.8', 'en'], ['de;q=0, en', 'en'], ['de;q=0.3,en;q=0.7', 'en']])('is, of a browser that says %s, %s', (header, expected) => {
    expect(languageOf(header)).toBe(expected);
  });

  it('holds for messages, counts and dates, and nothing outside', () => {
    expect(german(() => [message('form.check.missing', { count: 1 }), message('form.check.missing', { count: 3 }), calendarDate('2026-03-31')])).toEqual(['Eine Antwort fehlt', '3 Antworten fehlen', '31. März 2026']);
    expect([message('form.check.missing', { count: 1 }), calendarDate('2026-03-31')]).toEqual(['One answer is missing', '31 March 2026']);
  });

  it('is English where there are no other words', () => {
    expect(german(() => message('vendors.title'))).toBe(message('vendors.title'));
  });

  it('translates a questionnaire as long as it has the words that came with Concord', () => {
    const core = shippedQuestionnaires().find(({ key }) => key === 'concord-core')!;
    const copy = { ...core, key: 'ours', sections: core.sections.map((section, i) => (i ? section : { ...section, questions: section.questions.map((question, q) => (q ? question : { ...question, text: 'Asked in our words?' })) })) };
    const shown = german(() => inLanguageNow(copy));
    expect(shown.sections[0]!.questions[0]!.text).toBe('Asked in our words?');
    expect(shown.sections[0]!.title).not.toBe(core.sections[0]!.title);
    expect(shown.sections[1]!.questions[0]!.text).not.toBe(core.sections[1]!.questions[0]!.text);
    expect(inLanguageNow(core)).toBe(core);
  });

  it.each(readdirSync('apps/web/messages/de').filter((file) => file !== 'problems.json'))('has in %s no word that English lacks, and the same values in each', (file) => {
    const [de, en] = [textsOf('de', file), textsOf('en', file)];
    for (const [key, text] of de) {
      expect([key, en.has(key)]).toEqual([key, true]);
      expect([key, values(text)]).toEqual([key, values(en.get(key))]);
    }
  });

  it.each(['form.json', 'link.json'])('has every text of %s', (file) => {
    const de = textsOf('de', file);
    expect([...textsOf('en', file).keys()].filter((key) => !de.has(key))).toEqual([]);
  });
});
