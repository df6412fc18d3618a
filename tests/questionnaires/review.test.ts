import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { mailed, type Client } from '../support/client.js';
import { addVendor, answerAll, enter, openDesk, requestTo, type Asked, type Desk, type Form } from './ask-vendor.js';

interface Threads { items: { key: string; state: string; question: string; answer: { revision: number; value: unknown } | null; entries: { side: string; text: string; name: string | null }[] }[]; waiting: number }

let desk: Desk;
let api: Client;
let owner: pg.Client;
const mailbox = () => desk.mailbox;

beforeAll(async () => {
  desk = await openDesk('review');
  ({ api, owner } = desk);
}, 120_000);
afterAll(() => desk.close(), 60_000);

describe('asking back', () => {
  let vendor: { id: string; to: string };
  let request: Asked;
  let form: Form;
  let side: Client;

  beforeAll(async () => {
    vendor = await addVendor(api, 'Hollin Freight');
    request = await api.must<Asked>('POST', '/requests', requestTo(vendor));
    side = await enter(api, mailbox(), vendor.to);
    form = await answerAll(side);
  }, 60_000);

  it('shows the vendor the question, by mail and by link, and nothing of other verdicts', async () => {
    const [first, second] = form.answers;
    await api.must('POST', `/requests/${request.id}/review`, { keys: [second!.key], verdict: 'rejected', comment: 'Not believable' });
    const after = await api.must<Asked>('POST', `/requests/${request.id}/review`, { keys: [first!.key], verdict: 'clarify', comment: 'Since when?', name: 'Tomasz Berg' });
    expect(after.threads).toEqual({ vendor: 1, asker: 0 });
    await owner.query(`update questionnaires.due_slot set due_at = now() where kind = 'questions'`);
    await mailed(mailbox(), vendor.to, /asks back about one of the answers of Hollin Freight/);
    const threads = await side.must<Threads>('GET', '/form/threads');
    expect(threads).toMatchObject({ waiting: 1, items: [{ key: first!.key, state: 'waits-for-vendor', entries: [{ side: 'asker', text: 'Since when?', name: 'Tomasz Berg' }] }] });
    expect(JSON.stringify(threads)).not.toContain('Not believable');
  }, 30_000);

  it('waits for the asker after the reply, and a changed answer loses its verdict', async () => {
    const { items: [asked] } = await side.must<Threads>('GET', '/form/threads');
    const answer = form.answers.find(({ key }) => key === asked!.key)!;
    const replied = await side.must<Threads['items'][number]>('POST', `/form/threads/${asked!.key}`, {
      text: 'Since 2021.', answer: { key: answer.key, state: 'not-applicable', explanation: 'We run no servers', revision: answer.revision },
    });
    expect(replied).toMatchObject({ state: 'waits-for-asker', answer: { revision: answer.revision + 1 }, entries: [{ side: 'asker' }, { side: 'vendor', text: 'Since 2021.' }] });
    const now = await api.must<Asked>('GET', `/requests/${request.id}`);
    expect(now.threads).toEqual({ vendor: 0, asker: 1 });
    expect(now.answers.find(({ key }) => key === answer.key)?.review).toBeNull();
  });

  it('takes no change of an answer that somebody changed meanwhile, or that nobody asked about', async () => {
    const { items: [asked] } = await side.must<Threads>('GET', '/form/threads');
    const stale = await side.api('POST', `/form/threads/${asked!.key}`, { text: 'Again', answer: { key: asked!.key, state: 'unknown', revision: 1 } });
    expect(stale.status).toBe(409);
    const other = form.answers[2]!.key;
    expect((await side.api('POST', `/form/threads/${other}`, { text: 'By the way' })).status).toBe(404);
    expect((await side.api('POST', `/form/threads/${asked!.key}`, { text: 'Again', answer: { key: other, state: 'unknown', revision: 1 } })).status).toBe(400);
  });

  it('is settled by a verdict', async () => {
    const { items: [asked] } = await api.must<Threads>('GET', `/requests/${request.id}/threads`);
    const after = await api.must<Asked>('POST', `/requests/${request.id}/review`, { keys: [asked!.key], verdict: 'accepted' });
    expect(after.threads).toEqual({ vendor: 0, asker: 0 });
    const refused = await side.api<{ error: { code: string } }>('POST', `/form/threads/${asked!.key}`, { text: 'One more thing' });
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'questionnaires.thread-settled' } } });
  });
});
