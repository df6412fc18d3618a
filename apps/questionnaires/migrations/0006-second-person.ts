/** A second person who accepts an answer, where the tier of its vendor asks for two. */
export const secondPerson = {
  name: '0006-second-person',
  up: `
    alter table questionnaires.review
      add column needs_second boolean not null default false,
      add column second_account text,
      add column second_at timestamptz;
  `,
  down: `alter table questionnaires.review drop column needs_second, drop column second_account, drop column second_at;`,
};
