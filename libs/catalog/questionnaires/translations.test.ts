import { shippedQuestionnaires } from '../questionnaires.js';
import { isNote } from '#libs/questionnaire/progress.js';
import { allQuestions } from '#libs/questionnaire/template-index.js';
import { checkTranslation, translate } from '#libs/questionnaire/translate.js';
import type { Template } from '#libs/questionnaire/template-types.js';
import { shippedTranslations } from './translations.js';

const core = shippedQuestionnaires().find((template) => template.key === 'concord-core') as Template;
const german = shippedTranslations().find((words) => words.template === 'concord-core' && words.language === 'de');

describe('shipped translations', () => {
  it('name only keys that their questionnaire has', () => {
    expect(shippedTranslations().length).toBeGreaterThan(0);
    for (const words of shippedTranslations()) {
      const template = shippedQuestionnaires().find((one) => one.key === words.template);
      expect(template).toBeDefined();
      expect(checkTranslation(template as Template, words)).toEqual([]);
    }
  });

  it('say the whole short depth and the standard depth of the core in German, with help, reasons and options', () => {
    const asked = core.sections.flatMap((section) => section.questions.filter((question) => question.depth === 'short' || (question.depth === 'standard' && section.module === undefined)));
    const missing = asked.filter((question) => {
      const words = german?.questions[question.key];
      return words?.text === undefined || (question.help === undefined) !== (words.help === undefined) || (question.why === undefined) !== (words.why === undefined)
        || (question.explainAsk === undefined) !== (words.explainAsk === undefined);
    });
    expect(missing.map((question) => question.key)).toEqual([]);
    expect(asked.flatMap((question) => question.options ?? []).filter((option) => german?.options[option.key] === undefined).map((option) => option.key)).toEqual([]);
    expect(core.sections.filter((section) => german?.sections[section.key]?.title === undefined)).toEqual([]);
  });

  it('change words and nothing else', () => {
    const translated = translate(core, german ?? { template: '', language: 'de', sections: {}, questions: {}, options: {} });
    expect(translated).toMatchObject({ key: core.key, version: core.version, language: 'de' });
    const bare = (template: Template) => allQuestions(template).map(({ text, help: _help, why: _why, explainAsk: _ask, options, ...rest }) => ({ ...rest, note: isNote({ ...rest, text }), options: options?.map(({ label: _label, ...option }) => option) }));
    expect(bare(translated)).toEqual(bare(core));
    expect(allQuestions(translated).find((question) => question.key === 'access.mfa')?.options?.map((option) => option.label)).toEqual(['Ja', 'Nein']);
    expect(checkTranslation(core, { template: 'concord-core', language: 'de', sections: {}, questions: { gone: {} }, options: {} })).toMatchObject([{ path: 'questions.gone' }]);
  });
});
