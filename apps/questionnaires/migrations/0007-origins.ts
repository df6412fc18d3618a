/** How an answer came about, where it was not typed. */
export const answerOrigins = {
  name: '0007-origins',
  up: `alter table questionnaires.answer add column origin jsonb;`,
  down: `alter table questionnaires.answer drop column origin;`,
};
