import { shippedQuestionnaires } from '#libs/catalog/questionnaires.js';
import { shippedTranslations } from '#libs/catalog/questionnaires/translations.js';
import { indexTemplate, type TemplateIndex } from '#libs/questionnaire/template-index.js';
import type { Question, Template, TemplateTranslation } from '#libs/questionnaire/template-types.js';
import { languageNow } from '../../language.js';

interface Words { readonly index: TemplateIndex; readonly translation: TemplateTranslation }

const known = new Map<string, readonly Words[]>();

/** What came with Concord in a language, looked up once. */
function wordsIn(language: string): readonly Words[] {
  const there = known.get(language);
  if (there) return there;
  const words = shippedTranslations().filter((translation) => translation.language === language).flatMap((translation) => {
    const template = shippedQuestionnaires().find(({ key }) => key === translation.template);
    return template ? [{ index: indexTemplate(template), translation }] : [];
  });
  known.set(language, words);
  return words;
}

/**
 * A questionnaire in the language of the request. Each question is translated as long as its words are those that came
 * with Concord, in copies of a shipped questionnaire too; what was worded anew stays as it was worded.
 */
export function inLanguageNow(template: Template): Template {
  const words = template.language === languageNow() ? [] : wordsIn(languageNow());
  if (!words.length) return template;
  return {
    ...template,
    ...words.filter(({ index }) => index.template.key === template.key && index.template.intro === template.intro).map(({ translation }) => ({ ...(translation.intro && { intro: translation.intro }) }))[0],
    sections: template.sections.map((section) => {
      const home = words.find(({ index }) => index.sections.get(section.key)?.title === section.title);
      return { ...section, ...home?.translation.sections[section.key], questions: section.questions.map((question) => translated(question, words)) };
    }),
  };
}

function translated(question: Question, words: readonly Words[]): Question {
  const home = words.find(({ index }) => index.questions.get(question.key)?.text === question.text);
  if (!home) return question;
  const was = home.index.questions.get(question.key);
  const { text, help, why, explainAsk } = home.translation.questions[question.key] ?? {};
  return {
    ...question,
    ...(text && { text }), ...(help && question.help === was?.help && { help }), ...(why && question.why === was?.why && { why }),
    ...(explainAsk && question.explainAsk === was?.explainAsk && { explainAsk }),
    ...(question.options && { options: question.options.map((option) => {
      const label = home.translation.options[option.key];
      return label && home.index.options.get(option.key)?.label === option.label ? { ...option, label } : option;
    }) }),
  };
}
