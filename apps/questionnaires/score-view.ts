import { scoreAnswers } from '#libs/questionnaire/score.js';
import type { TemplateIndex } from '#libs/questionnaire/template-index.js';
import type { Answers } from '#libs/questionnaire/template-types.js';

/** The score as the buyer's page shows it: its sum, what knocks out, and which answers are negative. */
export function scoreOf(index: TemplateIndex, answers: Answers) {
  const { value, earned, possible, knockOuts, negative } = scoreAnswers(index, answers);
  return { value, earned, possible, knockOuts: knockOuts.map(({ key, says }) => ({ key, says })), negative: [...negative] };
}
