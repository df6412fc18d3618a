import { isNote } from '#libs/questionnaire/progress.js';
import type { Question } from '#libs/questionnaire/template-types.js';
import { message } from '../../render.js';
import type { FormMap } from './form-map.js';
import { sayAnswer } from './say-answer.js';

/** A question beside what was answered, as the partial `answers` takes it; none for a text that is only read. */
export function answerRow(map: FormMap, question: Question, change?: string) {
  if (isNote(question)) return [];
  const answer = map.answers[question.key];
  const number = map.numberOf.get(question.key);
  const documents = question.kind === 'file' ? '' : map.form.attachments.filter(({ questions }) => questions.includes(question.key)).map(({ name }) => name).join(', ');
  const notes = [answer?.explanation ?? '', documents && message('form.say.documents', { names: documents })].filter(Boolean);
  return [{
    question: number === undefined ? question.text : `${number}. ${question.text}`,
    text: sayAnswer(question, answer) || message('form.say.nothing'),
    ...(notes.length > 0 && { note: notes.join(' · ') }),
    ...(change !== undefined && { change }),
  }];
}
