import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../support/client.js';
import { PlainBrowser } from './plain-browser.js';
import { VendorWorld, type Inside, type Invited } from './vendor-world.js';

interface Form { answers: { key: string; value?: unknown; explanation?: string; revision: number; by: string }[]; attachments: { id: string; questions: string[] }[]; progress: { questions: number }[]; questionnaire: { sections: { key: string; questions: { key: string; kind: string; text: string; options?: { key: string }[] }[] }[] } }

let world: VendorWorld;
beforeAll(async () => { world = await VendorWorld.start(); }, 120_000);
afterAll(async () => world.close(), 60_000);

describe('what a vendor types is never lost', () => {
  let invited: Invited;
  let one: Inside;
  const answers = async () => (await one.api.must<Form>('GET', '/form')).answers;
  const page = (inside: Inside) => inside.browser.open(`${inside.at}/s/governance/1`);

  beforeAll(async () => {
    invited = await world.invite('Northgate Ledger', { service: 'Ledger in the cloud' });
    one = await world.enter(invited);
  }, 60_000);

  it('names the service that is asked about on the first page', () => {
    expect(one.start.text).toContain('asks about Ledger in the cloud');
  });

  it('says on every page the same number of questions', async () => {
    const list = await world.api.must<{ items: { key: string; questions: { short: number } }[] }>('GET', '/questionnaires');
    const said = list.items.find(({ key }) => key === 'concord-core')?.questions.short;
    const { progress } = await one.api.must<Form>('GET', '/form');
    expect(progress.reduce((sum, { questions }) => sum + questions, 0)).toBe(said);
    expect(one.start.text).toContain(`${said} questions in`);
    expect((await one.browser.open(`${one.at}/tasks`)).text).toContain(`of ${said} answered`);
    const all = await one.browser.open(`${one.at}/all`);
    expect([...all.html.matchAll(/<h3>\d+\. /g)]).toHaveLength(said ?? -1);
  });

  it('saves a "No" whose explanation is missing, and says so beside the question, at once and later', async () => {
    const shown = await page(one);
    const refused = await one.browser.send(shown, '/s/governance/1', { 'c-governance.policy': 'governance.policy.no' });
    expect(refused.status).toBe(422);
    expect(refused.html).toMatch(/data-said="q\d+"><span class="vh">Error: <\/span>Explain this answer/);
    expect(await answers()).toMatchObject([{ key: 'governance.policy', value: 'governance.policy.no' }]);
    expect((await page(one)).html).toMatch(/data-said="q\d+"><span class="vh">Error: <\/span>Explain this answer/);
    const csrf = /name="_csrf" value="([^"]*)"/.exec(shown.html)?.[1] ?? '';
    const revision = /name="rev-governance\.policy" value="([^"]*)"/.exec((await page(one)).html)?.[1] ?? '';
    const auto = await one.browser.raw('POST', `${one.at}/autosave`, { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ _csrf: csrf, 'rev-governance.policy': revision, 'c-governance.policy': 'governance.policy.no', 'e-governance.policy': 'It is being written until March.' }) });
    expect(auto.status).toBe(200);
    expect(Object.values((await auto.json() as { said: Record<string, string> }).said)).toEqual(['']);
    expect((await page(one)).html).not.toMatch(/Explain this answer/);
  });

  it('shows both texts where two browsers answered the same question, and keeps the one that is chosen', async () => {
    const two = await world.enter(invited, (await world.forgetCodes(), new PlainBrowser(world.concord.address)));
    const [mine, theirs] = [await page(one), await page(two)];
    await two.browser.send(theirs, '/s/governance/1', { 'e-governance.policy': 'Theirs: approved in May.' });
    const conflict = await one.browser.send(mine, '/s/governance/1', { 'e-governance.policy': 'Mine: a draft exists.' });
    expect(conflict.status).toBe(422);
    expect(conflict.html).toContain('Theirs: approved in May.');
    expect(conflict.html).toContain('Mine: a draft exists.');
    expect((await answers())[0]?.explanation).toBe('Theirs: approved in May.');
    await one.browser.send(conflict, '/s/governance/1', { 'keep-governance.policy': 'mine' });
    expect((await answers())[0]?.explanation).toBe('Mine: a draft exists.');
  });

  it('takes a page that was opened before other questions were answered elsewhere, and leaves those as they are', async () => {
    const before = await page(one);
    await one.api.must('PUT', '/form/answers', { answers: [{ key: 'governance.policy', state: 'given', value: 'governance.policy.yes', revision: (await answers())[0]?.revision }] });
    const saved = await one.browser.send(before, '/s/governance/1');
    expect(saved.status).toBe(200);
    expect((await answers())[0]?.value).toBe('governance.policy.yes');
  });

  it('lets a person in again whose session ran out in mid-typing, at the same place, with the text saved', async () => {
    const shown = await page(one);
    await world.database.query(`update questionnaires.vendor_session set expires_at = now() - interval '1 minute'`);
    const ended = await one.browser.send(shown, '/s/governance/1', { 'c-governance.policy': 'governance.policy.no', 'e-governance.policy': 'Typed while the session ran out.' });
    expect(ended.status).toBe(401);
    expect(ended.text).toContain('Typed while the session ran out.');
    await world.forgetCodes();
    const asked = await one.browser.send(ended, '/again/code');
    const wrong = await one.browser.send(asked, '/again', { code: '000000' });
    expect(wrong.status).toBe(422);
    const back = await one.browser.send(wrong, '/again', { code: await world.code(invited.to) });
    expect(back).toMatchObject({ status: 200, at: `${one.at}/s/governance/1` });
    expect(back.text).toContain('what you typed is saved');
    expect(back.html).toContain('Typed while the session ran out.');
    one = { ...one, api: one.api.as(one.browser['cookies'].get(`concord-vendor-${one.at.slice(6)}`) ?? '') };
    expect((await answers())[0]).toMatchObject({ value: 'governance.policy.no', explanation: 'Typed while the session ran out.' });
  });

  it('tells the script of a page whose session ran out, and keeps nothing of it', async () => {
    const stranger = new PlainBrowser(world.concord.address);
    const reply = await stranger.raw('POST', `${one.at}/autosave`, { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'rev-governance.policy=1.x' });
    expect(reply.status).toBe(401);
  });

  it('shows what was saved when a person goes back to a page', async () => {
    const shown = await page(one);
    await one.browser.send(shown, '/s/governance/1', { 'e-governance.policy': 'Saved before going back.' });
    const back = await page(one);
    expect(back.html).toContain('Saved before going back.');
    expect((await one.browser.raw('GET', `${one.at}/s/governance/1`)).headers.get('cache-control')).toBe('no-store');
  });

  it('answers a question for documents by those that name it, however they come', async () => {
    const { questionnaire } = await one.api.must<Form>('GET', '/form');
    const file = questionnaire.sections.flatMap((section) => section.questions).find(({ kind }) => kind === 'file')!;
    const added = await one.api.upload<{ id: string }>('/form/documents', { name: 'notes.txt', bytes: Buffer.from('Our policy.') }, { kind: 'policy', questions: file.key });
    expect(added.status).toBe(201);
    expect((await answers()).find(({ key }) => key === file.key)).toMatchObject({ value: [added.body.id], revision: 1 });
    await one.api.must('DELETE', `/form/documents/${added.body.id}`);
    expect((await answers()).find(({ key }) => key === file.key)).toBeUndefined();
  });

  it('shows at once that an added report is read, and then what was found, without script too', async () => {
    const documents = await one.browser.open(`${one.at}/documents`);
    const added = await one.browser.sendFile(documents, '/documents', { name: 'report.pdf', bytes: Buffer.from('%PDF-1.7\nno report at all') });
    expect(added.text).toMatch(/waits to be read|Waiting to be read|Being read|Reading “report\.pdf”/);
    expect(added.html).toMatch(/data-sse="\/form\/[0-9a-f]{10}\/documents\/events"/);
    expect(added.html).toContain('<noscript><meta http-equiv="refresh" content="5"></noscript>');
    const done = await until(() => one.browser.open(`${one.at}/documents`), ({ html }) => !html.includes('data-sse'));
    expect(done.text).toContain('not read as an assurance report');
  });

  it('names every reason for which answers cannot be handed in at once', async () => {
    const check = await one.browser.open(`${one.at}/check`);
    expect(check.text).toContain('Why do these answers stay open?');
    const refused = await one.browser.send(check, '/submit', { name: '', anyway: '' });
    expect(refused.text).toContain('Enter your name');
    expect(refused.text).toMatch(/Say why \d+ answers stay open/);
  });
});

describe('two requests in one browser', () => {
  it('stay apart: each shows its own vendor, and leaving one leaves the other open', async () => {
    const browser = new PlainBrowser(world.concord.address);
    const [first, second] = [await world.invite('Kestrel Data'), await world.invite('Merrow Freight')];
    const one = await world.enter(first, browser);
    const two = await world.enter(second, browser);
    expect(one.at).not.toBe(two.at);
    expect((await browser.open(`${one.at}/tasks`)).text).toContain('Kestrel Data');
    expect((await browser.open(`${two.at}/tasks`)).text).toContain('Merrow Freight');
    for (const path of ['', '/tasks', '/check', '/all', '/documents', '/s/governance/1']) expect((await browser.open(one.at + path)).html).not.toContain('Merrow');
    await browser.send(await browser.open(`${one.at}/tasks`), '/sign-out');
    expect((await browser.open(`${one.at}/tasks`)).status).toBe(401);
    expect((await browser.open(`${two.at}/tasks`)).status).toBe(200);
  }, 60_000);
});
