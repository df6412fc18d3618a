import { answersSave } from '#libs/contracts/vendor-form.contract.js';
import { autosaveReply } from './autosave.js';
import { sampleAnswer, sampleForm } from './form.fixture.js';

const vendor = { tenant: 't', link: 'l', email: 'mara@halvorsen.example', secret: 's' };
const requestOf = (visitor: object) => ({ visitor, headers: {} }) as never;

/** A bus that knows one form and answers to saving as told. */
const busOf = (answers: ReturnType<typeof sampleAnswer>[], saved: object) => ({
  request: async (contract: unknown) => (contract === answersSave ? { saved: [], conflicts: [], wrong: [], progress: [], ...saved } : sampleForm({ answers })),
}) as never;

test('a saved answer tells when, and its new revision for the form', async () => {
  const { status, json } = await autosaveReply(busOf([sampleAnswer('people', { value: 12, revision: 5 })], {}), requestOf({ vendor }), { 'rev-people': '4.x', 'a-people': '12' });
  expect(status).toBe(200);
  expect(json.set?.['rev-people']).toMatch(/^5\.\w+$/);
  expect(json.time).toMatch(/^\d\d:\d\d CES?T$/);
});

test('a wrong value is told how to mend it, a conflict keeps the old revision so that the page can ask', async () => {
  const wrong = await autosaveReply(busOf([], { wrong: [{ key: 'people', message: 'Enter a number, for example 12.', yours: {} }] }), requestOf({ vendor }), { 'rev-people': '0.x', 'a-people': 'many' });
  expect(wrong).toMatchObject({ status: 422, json: { problem: 'Enter a number, for example 12.' } });
  const conflict = await autosaveReply(busOf([], { conflicts: [{ key: 'people', yours: {}, theirs: null }] }), requestOf({ vendor }), { 'rev-people': '1.x', 'a-people': '7' });
  expect(conflict.status).toBe(409);
  expect(conflict.json.set).toEqual({});
  expect(conflict.json.problem).toMatch(/save the page/);
});

test('without a session nothing is saved and the script is told why', async () => {
  expect(await autosaveReply(busOf([], {}), requestOf({}), { 'rev-people': '1.x', 'a-people': '7' })).toMatchObject({ status: 401, json: { problem: expect.stringContaining('Open the link from your mail again') as string } });
});
