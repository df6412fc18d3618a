import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { mailed, type Client } from '../support/client.js';
import { addVendor, answerAll, enter, openDesk, requestTo, type Asked, type Desk, type Form } from './ask-vendor.js';

interface Threads { items: { key: string; state: string; question: string; answer: { revision: number; value: unknown } | null; entries: { side: string; text: string; name: string | null }[] }[]; waiting: number }

interface Reviewed { status: string; answers: { key: string; review: { waits: boolean; second: object | null } | null }[] }

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

describe('vendors of a tier that two people accept', () => {
  it('become evidence once a second person has accepted too, and the same person cannot be both', async () => {
    const { version } = await api.must<{ version: number }>('GET', '/requests-policy');
    await api.must('PUT', '/requests-policy', { version, remindBefore: [7], remindWeekly: true, fourEyes: ['critical', 'high', 'medium', 'low'] });
    const vendor = await addVendor(api, 'Kestrel Archive');
    const request = await api.must<Asked>('POST', '/requests', requestTo(vendor));
    await answerAll(await enter(api, mailbox(), vendor.to));
    const facts = async () => Number((await owner.query<{ count: string }>('select count(*) from questionnaires.evidence_fact where source = $1 and not withdrawn', [request.id])).rows[0]?.count);
    const once = await api.must<Reviewed>('POST', `/requests/${request.id}/review`, { keys: 'all', verdict: 'accepted' });
    expect(once.status).toBe('submitted');
    expect(once.answers.every(({ review }) => review?.waits && review.second === null)).toBe(true);
    expect(await facts()).toBe(0);
    const again = await api.api('POST', `/requests/${request.id}/review`, { keys: [once.answers[0]!.key], verdict: 'accepted' });
    expect(again).toMatchObject({ status: 409, body: { error: { code: 'questionnaires.second-person' } } });
    await owner.query(`update questionnaires.review set by_account = '018f0000-0000-7000-8000-00000000abcd' where request = $1`, [request.id]);
    const twice = await api.must<Reviewed>('POST', `/requests/${request.id}/review`, { keys: 'all', verdict: 'accepted' });
    expect(twice.status).toBe('reviewed');
    expect(twice.answers.every(({ review }) => !review?.waits && review?.second)).toBe(true);
    expect(await facts()).toBeGreaterThan(0);
    await api.must('PUT', '/requests-policy', { version: version + 1, remindBefore: [7], remindWeekly: true, fourEyes: [] });
  }, 60_000);

  it('shows what the vendor answered last time beside what it answers now', async () => {
    const { items } = await api.must<{ items: { id: string }[] }>('GET', '/vendors?q=Kestrel');
    const vendor = { id: items[0]!.id, to: 'security@kestrelarchive.example' };
    const first = await api.must<{ items: { id: string }[] }>('GET', `/requests?vendor=${vendor.id}`);
    const next = await api.must<Asked>('POST', '/requests', requestTo(vendor));
    const { before } = await api.must<{ before: { request: string; questions: { key: string }[]; answers: { key: string }[] } | null }>('GET', `/requests/${next.id}/before`);
    expect(before?.request).toBe(first.items[0]!.id);
    expect(before?.questions.map(({ key }) => key).sort()).toEqual(before?.answers.map(({ key }) => key).sort());
    expect(await api.must('GET', `/requests/${first.items[0]!.id}/before`)).toEqual({ before: null });
  }, 30_000);
});
