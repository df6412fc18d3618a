/** Colleagues who answer some sections of a form by links of their own. */
export const colleagues = {
  name: '0005-colleagues',
  up: `
    alter table questionnaires.link
      add column sections text[],
      add column note text,
      add column invited_by text,
      add column withdrawn_at timestamptz;
  `,
  down: `alter table questionnaires.link drop column sections, drop column note, drop column invited_by, drop column withdrawn_at;`,
};
