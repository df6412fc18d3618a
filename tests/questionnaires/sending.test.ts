import { readdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { mailed, until, type Client } from '../support/client.js';
import { addVendor, answerAll, enter, openDesk, requestTo, type Asked, type Desk } from './ask-vendor.js';

interface Detail extends Asked {
  readonly to: string;
  readonly due: { date: string };
  readonly paused: boolean;
  readonly next: { kind: string; at: string } | null;
  readonly mails: { kind: string; state: string }[];
}

let desk: Desk;
let api: Client;
let owner: pg.Client;
const mailbox = () => desk.mailbox;
const detail = (id: string) => api.must<Detail>('GET', `/requests/${id}`);
const mailsOf = async (id: string, kind: string) => (await detail(id)).mails.filter((mail) => mail.kind === kind);

/** Lets the time of a request's next slot of a kind come. @returns how many slots there were */
async function bringOn(request: string, kind: string): Promise<number> {
  const { rowCount } = await owner.query(`update questionnaires.due_slot set due_at = now() where id = (
    select id from questionnaires.due_slot where request = $1 and kind = $2 and state = 'waiting' order by due_at limit 1)`, [request, kind]);
  return rowCount ?? 0;
}

const slotsWaiting = async (request: string, kind: string): Promise<number> =>
  Number((await owner.query<{ count: string }>(`select count(*) as count from questionnaires.due_slot where request = $1 and kind = $2 and state = 'waiting'`, [request, kind])).rows[0]?.count);

beforeAll(async () => {
  desk = await openDesk('sending');
  ({ api, owner } = desk);
}, 120_000);
afterAll(() => desk.close(), 60_000);

describe('a request that is sent later', () => {
  it('waits without a mail, reaches the vendor once at its time, and then plans its reminders', async () => {
    const vendor = await addVendor(api, 'Later Ltd');
    const request = await api.must<Detail>('POST', '/requests', requestTo(vendor, { sendAt: { date: '2099-01-02', time: '08:30', zone: 'America/New_York' } }));
    expect(request).toMatchObject({ status: 'scheduled', mails: [], next: { kind: 'send', at: '2099-01-02T13:30:00.000Z' } });
    await bringOn(request.id, 'send');
    await mailed(mailbox(), vendor.to, /would like Later Ltd to fill in/);
    const sent = await until(() => detail(request.id), ({ mails }) => mails[0]?.state === 'sent');
    expect(sent).toMatchObject({ status: 'sent', next: { kind: 'reminder', at: '2099-01-23T08:00:00.000Z' } });
    expect(sent.mails).toHaveLength(1);
  }, 40_000);

  it('can be sent at once after all, and is not sent a second time when its first time comes', async () => {
    const vendor = await addVendor(api, 'Sooner Ltd');
    const request = await api.must<Detail>('POST', '/requests', requestTo(vendor, { sendAt: { date: '2099-01-02', time: '08:30', zone: 'UTC' } }));
    await api.must('POST', `/requests/${request.id}/resend`);
    expect(await detail(request.id)).toMatchObject({ status: 'sent', next: { kind: 'reminder' } });
    expect(await bringOn(request.id, 'send')).toBe(0);
    await until(() => mailsOf(request.id, 'invitation'), ([mail]) => mail?.state === 'sent');
    expect(await mailsOf(request.id, 'invitation')).toHaveLength(1);
  }, 30_000);

  it('is refused when it would be due before it is sent', async () => {
    const vendor = await addVendor(api, 'Too Late Ltd');
    const refused = await api.api<{ error: { code: string } }>('POST', '/requests', requestTo(vendor, { sendAt: { date: '2099-02-01', time: '09:00', zone: 'UTC' } }));
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'questionnaires.due-before-sending' } } });
  });

  it('says its mail in the words of whoever asks, and refuses words that mean nothing', async () => {
    const vendor = await addVendor(api, 'Own Words GmbH');
    const wrong = await api.api<{ error: { fields: { field: string; message: string }[] } }>('POST', '/requests', requestTo(vendor, { wording: { subject: 'Hello {vendro}', text: 'No way in' } }));
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.fields.map(({ field }) => field)).toEqual(['wording.subject', 'wording.text']);
    await api.must('POST', '/requests', requestTo(vendor, { contactName: 'Ada', wording: { subject: 'Bitte um Antwort: {vendor}', text: '{greeting}\n\n{message}\n\nHier: {link}' } }));
    const [mail] = await mailed(mailbox(), vendor.to, /Bitte um Antwort: Own Words GmbH[\s\S]*/);
    expect(mail).toMatch(/Hello Ada,\s+Hier: http.*\/l\/[\w-]+\s*$/);
  }, 30_000);
});

describe('reminders', () => {
  it('come once a slot, pause, follow the due date, and stop with the answers', async () => {
    const vendor = await addVendor(api, 'Slow Answers');
    const request = await api.must<Detail>('POST', '/requests', requestTo(vendor));
    await until(() => mailsOf(request.id, 'invitation'), ([mail]) => mail?.state === 'sent');
    expect(await slotsWaiting(request.id, 'reminder')).toBe(11);
    await bringOn(request.id, 'reminder');
    await mailed(mailbox(), vendor.to, /would like your answers by 31 January 2099[\s\S]*Nothing is answered yet/);
    await pause(3_000);
    expect(await mailsOf(request.id, 'reminder')).toHaveLength(1);

    const paused = await api.must<Detail>('POST', `/requests/${request.id}/pause`, { version: (await detail(request.id)).version, paused: true });
    await bringOn(request.id, 'reminder');
    await until(() => slotsWaiting(request.id, 'reminder'), (count) => count === 9);
    expect(await mailsOf(request.id, 'reminder')).toHaveLength(1);
    const resumed = await api.must<Detail>('POST', `/requests/${request.id}/pause`, { version: paused.version, paused: false });

    const extended = await api.must<Detail>('POST', `/requests/${request.id}/due`, { version: resumed.version, due: { date: '2099-03-18', zone: 'Europe/Berlin' } });
    expect(extended).toMatchObject({ due: { date: '2099-03-18' }, next: { kind: 'reminder', at: '2099-03-11T08:00:00.000Z' } });
    await mailed(mailbox(), vendor.to, /You now have until 18 March 2099/);

    await answerAll(await enter(api, mailbox(), vendor.to));
    await bringOn(request.id, 'reminder');
    await until(() => slotsWaiting(request.id, 'reminder'), (count) => count === 10);
    expect(await mailsOf(request.id, 'reminder')).toHaveLength(1);
    const over = await api.api<{ error: { code: string } }>('POST', `/requests/${request.id}/pause`, { version: (await detail(request.id)).version, paused: true });
    expect(over).toMatchObject({ status: 409, body: { error: { code: 'questionnaires.request-over' } } });
  }, 90_000);
});

describe('the link', () => {
  it('goes to a new contact, and the old one and its session open nothing any more', async () => {
    const vendor = await addVendor(api, 'Moving People');
    const request = await api.must<Detail>('POST', '/requests', requestTo(vendor));
    const before = await enter(api, mailbox(), vendor.to);
    await before.must('GET', '/form');
    const [, oldToken = ''] = await mailed(mailbox(), vendor.to, /\/l\/([\w-]+)/);
    const changed = await api.must<Detail>('POST', `/requests/${request.id}/contact`, { version: (await detail(request.id)).version, to: 'Ines@moving.example', contactName: 'Ines' });
    expect(changed.to).toBe('ines@moving.example');
    expect((await before.api('GET', '/form')).status).toBe(401);
    expect(await api.must('POST', '/links/open', { token: oldToken })).toMatchObject({ state: 'unknown' });
    await (await enter(api, mailbox(), 'ines@moving.example')).must('GET', '/form');
  }, 40_000);

  it('can be copied without a mail, and made anew', async () => {
    const vendor = await addVendor(api, 'By Hand');
    const request = await api.must<Detail>('POST', '/requests', requestTo(vendor));
    const { url } = await api.must<{ url: string }>('POST', `/requests/${request.id}/link`, {});
    const again = await api.must<{ url: string }>('POST', `/requests/${request.id}/link`, {});
    expect(again.url).toBe(url);
    const renewed = await api.must<{ url: string }>('POST', `/requests/${request.id}/link`, { renew: true });
    const token = (address: string) => address.split('/l/')[1] ?? '';
    expect(await api.must('POST', '/links/open', { token: token(url) })).toMatchObject({ state: 'unknown' });
    expect(await api.must('POST', '/links/open', { token: token(renewed.url) })).toMatchObject({ state: 'open' });
  });
});

describe('many at once', () => {
  interface Many { batch: string | null; items: { row: number; outcome: string; request: string | null }[]; errors: { row: number; field: string; message: string }[] }
  const rows: object[] = [];
  const due = { date: '2099-01-31', zone: 'Europe/Berlin' };

  beforeAll(async () => {
    for (let number = 0; number < 40; number += 1) {
      const { id, to } = await addVendor(api, `Many ${number}`);
      rows.push({ vendor: id, to, depth: 'short', modules: [], due });
    }
  }, 60_000);

  it('names every wrong row and field, and sends none of the good ones', async () => {
    const bad = [...rows.slice(0, 3), { ...rows[3], due: { date: '2020-01-01', zone: 'UTC' } }, { ...rows[4], modules: ['moon'] }, rows[0], { ...rows[5], vendor: '018f0000-0000-7000-8000-000000000000' }];
    const tried = await api.must<Many>('POST', '/requests/many', { template: 'concord-core', rows: bad, dryRun: true });
    expect(tried.errors.map(({ row, field }) => [row, field])).toEqual([[3, 'due'], [4, 'modules'], [5, 'to'], [6, 'vendor']]);
    const refused = await api.api<{ error: { fields: { field: string }[] } }>('POST', '/requests/many', { template: 'concord-core', rows: bad });
    expect(refused.status).toBe(422);
    expect(refused.body.error.fields.map(({ field }) => field)).toEqual(['rows.3.due', 'rows.4.modules', 'rows.5.to', 'rows.6.vendor']);
    expect(await api.must('GET', `/requests?vendor=${(rows[0] as { vendor: string }).vendor}`)).toMatchObject({ items: [] });
  }, 30_000);

  it('sends each once, however often and by however many the same rows are sent', async () => {
    const replies = await Promise.all([1, 2, 3].map(() => api.must<Many>('POST', '/requests/many', { template: 'concord-core', rows })));
    expect(new Set(replies.map(({ batch }) => batch)).size).toBe(1);
    expect(replies.flatMap(({ items }) => items).filter(({ outcome }) => outcome === 'sent')).toHaveLength(40);
    const more = await api.must<Many>('POST', '/requests/many', { template: 'concord-core', rows: [...rows].reverse() });
    expect(more.items.every(({ outcome }) => outcome === 'there')).toBe(true);
    const { items } = await until(() => api.must<{ items: { mail: { state: string } }[] }>('GET', `/requests?batch=${replies[0]!.batch}&limit=200`), (list) => list.items.every(({ mail }) => mail.state === 'sent'), 60);
    expect(items).toHaveLength(40);
    const { rows: counts } = await owner.query<{ subject: string; count: string }>(`select subject, count(*) from notifier.mail where kind = 'invitation' and subject in (select id from questionnaires.request where batch is not null) group by subject having count(*) > 1`);
    expect(counts).toEqual([]);
    expect((await readdir(mailbox())).length).toBeGreaterThanOrEqual(40);
  }, 90_000);
});

describe('a questionnaire of one\'s own', () => {
  interface Own { key: string; revision: number; published: string | null; next: string; problems: { message: string }[]; changes: { change: string }[]; base: { newer: string | null } | null; draft: { sections: { key: string; title: string; questions: { key: string; text: string }[] }[] }; versions: { version: string; requests: number }[] }
  const edit = (own: Own, change: object) => api.must<Own>('POST', `/own-questionnaires/${own.key}/edits`, { revision: own.revision, edit: change });

  it('is written, published and sent, and what was sent keeps its words', async () => {
    let own = await api.must<Own>('POST', '/own-questionnaires', { title: 'Branch check' });
    expect(own).toMatchObject({ key: 'branch-check', published: null, problems: [{ message: expect.stringContaining('no question yet') }] });
    expect((await api.api('POST', `/own-questionnaires/${own.key}/publish`, { revision: own.revision })).status).toBe(422);
    own = await edit(own, { act: 'section', title: 'Backups' });
    own = await edit(own, { act: 'question', section: 'backups', question: { key: 'restore', text: 'Are restores tested?', kind: 'yes-no', options: [{ key: 'restore.yes', label: 'Yes', compliant: true }, { key: 'restore.no', label: 'No', compliant: false }] } });
    own = await edit(own, { act: 'question', section: 'backups', question: { key: 'why', text: 'Why not?', kind: 'text', visibleWhen: { chosen: 'restore.no' } } });
    const { id, to } = await addVendor(api, 'Asked by our own');
    const asked = { vendor: id, template: own.key, depth: 'short', modules: [], to, due: { date: '2099-01-31', zone: 'UTC' } };
    expect((await api.api('POST', '/requests', asked)).status).toBe(404);
    own = await api.must<Own>('POST', `/own-questionnaires/${own.key}/publish`, { revision: own.revision });
    const request = await api.must<{ id: string }>('POST', '/requests', asked);
    const stale = await api.api('POST', `/own-questionnaires/${own.key}/edits`, { revision: own.revision - 1, edit: { act: 'remove', key: 'why' } });
    expect(stale.status).toBe(409);
    own = await edit(own, { act: 'question', section: 'backups', question: { key: 'why', text: 'Why not yet?', kind: 'text', visibleWhen: { chosen: 'restore.gone' } } });
    expect(own).toMatchObject({ published: '1.0.0', next: '1.0.1', changes: [{ change: 'reworded' }], versions: [{ version: '1.0.0', requests: 1 }], problems: [{ message: expect.stringContaining('restore.gone') }] });
    expect(await api.must('GET', `/requests/${request.id}`)).toMatchObject({ questionnaire: { version: '1.0.0', sections: [{ questions: [{ key: 'restore' }, { key: 'why', text: 'Why not?' }] }] } });
    await api.must('POST', `/own-questionnaires/${own.key}/retire`, { revision: own.revision, retired: true });
    expect((await api.must<{ items: { key: string }[] }>('GET', '/questionnaires')).items.map(({ key }) => key)).not.toContain(own.key);
  }, 60_000);

  it('takes in a newer version of the one it was made from, and keeps what was changed here', async () => {
    let own = await api.must<Own>('POST', '/own-questionnaires', { title: 'Our MVSP', from: 'mvsp' });
    const [first, second] = own.draft.sections[0]!.questions;
    own = await edit(own, { act: 'question', section: own.draft.sections[0]!.key, question: { ...first, text: 'In our words?' } });
    expect(own.base?.newer).toBeNull();
    // as if the shipped one had been other words, and one question fewer, when it was copied
    await owner.query(`update questionnaires.own_template set base = jsonb_set(base #- '{sections,0,questions,1}', '{version}', '"0.9.0"'), draft = draft #- '{sections,0,questions,1}' where key = $1`, [own.key]);
    own = await api.must<Own>('GET', `/own-questionnaires/${own.key}`);
    expect(own.base?.newer).not.toBeNull();
    const tried = await api.must<{ lines: { key: string; what: string }[] }>('POST', `/own-questionnaires/${own.key}/refresh`, { revision: own.revision });
    expect(tried.lines).toEqual([expect.objectContaining({ key: second!.key, what: 'added' })]);
    const { template } = await api.must<{ template: Own }>('POST', `/own-questionnaires/${own.key}/refresh`, { revision: own.revision, dryRun: false });
    expect(template.draft.sections[0]!.questions.slice(0, 2)).toMatchObject([{ key: first!.key, text: 'In our words?' }, { key: second!.key }]);
    expect(template.base?.newer).toBeNull();
  }, 60_000);
});
