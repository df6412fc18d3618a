import type { Answer, Problem, Question } from '#libs/questionnaire/template-types.js';
import { validateAnswer } from '#libs/questionnaire/validate-answer.js';
import { languageNow } from '../../language.js';
import { hasMessage, message } from '../../render.js';

/** What is wrong with an answer, in the language of the request. */
export function problemsOf(question: Question, answer: Answer): readonly Problem[] {
  const problems = validateAnswer(question, answer);
  if (languageNow() === 'en') return problems;
  return problems.map((problem) => {
    // the question has words of its own, in its own language
    if (problem.message === question.explainAsk) return problem;
    const key = `problems.${problem.code.replace(/^answer\./, '')}`;
    return hasMessage(key) ? { ...problem, message: message(key) } : problem;
  });
}
