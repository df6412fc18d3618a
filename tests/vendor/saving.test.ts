import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import excel from 'exceljs';
import { until } from '../support/client.js';
import { answerAll } from '../questionnaires/ask-vendor.js';
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

  it('speaks German to whoever chooses it, in its own words and in those of the questions, and keeps the place', async () => {
    const german = await one.browser.send(await page(one), '/language', { language: 'de' });
    expect(german).toMatchObject({ at: `${one.at}/s/governance/1`, html: expect.stringContaining('<html lang="de">'), text: expect.stringContaining('Wer verantwortlich ist') });
    expect(german.text).toContain('Speichern und weiter');
    expect((await one.browser.open(`${one.at}/tasks`)).text).toContain('Berichte und Zertifikate');
    const elsewhere = await one.browser.send(german, '/language', { language: 'en', to: 'https://elsewhere.example/' });
    expect(elsewhere).toMatchObject({ at: one.at, text: expect.stringContaining('Start now') });
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
    const byKind = await one.api.upload<{ id: string }>('/form/documents', { name: 'soc2.txt', bytes: Buffer.from('Our report.') }, { kind: 'report' });
    expect((await answers()).find(({ key }) => key === file.key)).toMatchObject({ value: [byKind.body.id] });
    await one.api.must('DELETE', `/form/documents/${byKind.body.id}`);
    await one.api.upload('/form/documents', { name: 'soc2.txt', bytes: Buffer.from('Our report.') }, { kind: 'report', questions: 'governance.policy' });
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
  }, 30_000);

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

describe('a workbook that goes out and comes back', () => {
  it('takes what was filled in, asks where both sides changed, and says of each answer from which cell it came', async () => {
    const inside = await world.enter(await world.invite('Corvane Labs'));
    await inside.api.must('PUT', '/form/answers', { answers: [{ key: 'service.name', state: 'given', value: 'Typed first', revision: 0 }] });
    const bytes = Buffer.from(await (await inside.browser.raw('GET', `${inside.at}/workbook/questions.xlsx`)).arrayBuffer());
    const workbook = new excel.Workbook();
    await workbook.xlsx.load(bytes as never);
    const sheet = workbook.getWorksheet('Questions')!;
    const rowOf = (key: string) => sheet.getColumn(1).values.findIndex((value) => value === key);
    sheet.getCell(rowOf('service.name'), 8).value = 'From the workbook';
    sheet.getCell(rowOf('governance.policy'), 8).value = 'Yes';
    sheet.getCell(rowOf('people.training'), 8).value = 'perhaps';
    await inside.api.must('PUT', '/form/answers', { answers: [{ key: 'service.name', state: 'given', value: 'Typed meanwhile', revision: 1 }] });
    const shown = await inside.browser.open(`${inside.at}/workbook`);
    const check = await inside.browser.sendFile(shown, '/workbook', { name: 'questions.xlsx', bytes: Buffer.from(await workbook.xlsx.writeBuffer()) });
    expect(check.text).toContain('One answer is taken. About one you have to decide.');
    expect(check.text).toMatch(/Questions!H\d+: “perhaps”/);
    expect((await inside.api.must<Form>('GET', '/form')).answers.map(({ key }) => key)).toEqual(['service.name']);
    const saved = await inside.browser.send(check, '/workbook/take', { 'keep-0': 'mine' });
    expect(saved.text).toContain('2 answers from the workbook are saved.');
    const { answers } = await inside.api.must<Form & { answers: { origin: { kind: string; cell: string } | null }[] }>('GET', '/form');
    expect(answers.find(({ key }) => key === 'service.name')).toMatchObject({ value: 'From the workbook', revision: 3, origin: { kind: 'imported', cell: expect.stringMatching(/^Questions!H\d+$/) } });
  }, 60_000);

  it('refuses what is no workbook with a way out, and keeps the form as it is', async () => {
    const inside = await world.enter(await world.invite('Brackenridge Health'));
    const shown = await inside.browser.open(`${inside.at}/workbook`);
    const renamed = await inside.browser.sendFile(shown, '/workbook', { name: 'answers.xlsx', bytes: Buffer.from('<html><body>no</body></html>') });
    expect(renamed.status).toBe(422);
    const old = await inside.browser.sendFile(shown, '/workbook', { name: 'answers.xls', bytes: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array(600).fill(0)]) });
    expect(old.text).toContain('save it as "Excel Workbook (.xlsx)"');
    expect((await inside.api.must<Form>('GET', '/form')).answers).toEqual([]);
  }, 60_000);
});

describe('what was answered last time', () => {
  it('only needs to be confirmed, keeps where it came from, and is shown to nobody at another address', async () => {
    const first = await world.invite('Quillon Press');
    await answerAll((await world.enter(first)).api);
    const again = await world.enter(await world.invite('Quillon Press', { vendor: first.vendor, to: 'other@quillonpress.example' }));
    expect((await again.browser.open(`${again.at}/tasks`)).text).toMatch(/\d+ answers from last time/);
    const section = await again.browser.open(`${again.at}/s/governance/1`);
    expect(section.text).toMatch(/In \w+ \d{4} you answered: Yes/);
    const one = await again.browser.send(section, '/s/governance/1', { take: 'last-time:governance.policy' });
    expect(one.at).toBe(`${again.at}/s/governance/1`);
    const listed = await again.browser.open(`${again.at}/proposals`);
    const done = await again.browser.send(listed, '/proposals');
    expect(done.text).toMatch(/\d+ answers are confirmed/);
    const { answers } = await again.api.must<{ answers: { key: string; origin: { kind: string; request: string } | null }[] }>('GET', '/form');
    expect(answers.length).toBeGreaterThan(15);
    expect(answers.every(({ origin }) => origin?.kind === 'carried-over' && origin.request === first.request)).toBe(true);
    const stranger = await world.enter(await world.invite('Quillon Press', { vendor: first.vendor, to: 'mistyped@elsewhere.example' }));
    expect(await stranger.api.must('GET', '/form/proposals')).toEqual({ items: [] });
  }, 60_000);
});

describe('answers that a vendor keeps', () => {
  it('go along, signed, to the next customer who asks, and not when a word of them was changed; the asker files a summary', async () => {
    const first = await world.invite('Harlow Couriers');
    const inside = await world.enter(first);
    await answerAll(inside.api);
    const pack = await (await inside.browser.raw('GET', `${inside.at}/answer-pack.json`)).text();
    const published = await (await inside.browser.raw('GET', '/.well-known/concord-answers.json')).json() as { keys: object[] };
    expect(published.keys).toEqual([(JSON.parse(pack) as { publicKey: object }).publicKey]);
    const next = await world.enter(await world.invite('Harlow Couriers Ltd', { to: 'office@harlow.example' }));
    const shown = await next.browser.open(`${next.at}/workbook`);
    const changed = await next.browser.sendFile(shown, '/workbook', { name: 'answer-pack.json', bytes: Buffer.from(pack.replace('"given"', '"unknown"')) });
    expect(changed).toMatchObject({ status: 422, text: expect.stringContaining('was changed after it was signed') });
    const read = await next.browser.sendFile(shown, '/workbook', { name: 'answer-pack.json', bytes: Buffer.from(pack) });
    expect(read.text).toMatch(/\d+ answers are taken\. Signed by http:\S+, key [0-9a-f]{16}, and unchanged since/);
    expect((await next.browser.send(read, '/workbook/take')).text).toMatch(/\d+ answers from the workbook are saved/);
    const summary = await world.person.raw('GET', `/requests/${first.request}/summary.pdf`);
    expect([summary.headers.get('content-type'), Buffer.from(await summary.arrayBuffer()).subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-']);
  }, 60_000);
});

describe('a link that machines open', () => {
  /** Asks as one of many machines of a mail filter, each with an address of its own. */
  const scanned = (browser: PlainBrowser, method: string, path: string, i: number, body?: URLSearchParams) =>
    browser.raw(method, path, { headers: { 'x-forwarded-for': `198.51.${i % 7}.${i % 250}`, ...(body && { 'content-type': 'application/x-www-form-urlencoded' }) }, ...(body && { body }) });
  const counts = async ({ request, to }: Invited) => (await world.database.query<{ codes: number; sessions: number; status: string; mails: number }>(
    `select (select count(*)::int from questionnaires.code c join questionnaires.link l on l.tenant_id = c.tenant_id and l.id = c.link where l.request = $1) as codes,
       (select count(*)::int from questionnaires.vendor_session s join questionnaires.link l on l.tenant_id = s.tenant_id and l.id = s.link where l.request = $1) as sessions,
       (select count(*)::int from questionnaires.mail m where m.request = $1 and m.kind = 'code') as mails,
       (select status from questionnaires.request where id = $1) as status where $2 <> ''`, [request, to])).rows[0]!;

  it('changes nothing in a thousand visits but, at most, that one code is mailed, and still works', async () => {
    const invited = await world.invite('Sorrel Imaging');
    const path = `/l/${invited.token}`;
    for (let i = 0; i < 1_000; i += 20) {
      await Promise.all(Array.from({ length: 20 }, async (_, n) => {
        const machine = new PlainBrowser(world.concord.address);
        const kind = (i + n) % 4;
        const shown = await scanned(machine, kind === 1 ? 'HEAD' : 'GET', path, i + n);
        const html = await shown.text();
        expect(shown.status).toBe(200);
        expect(shown.headers.get('referrer-policy')).toBe('no-referrer');
        expect(shown.headers.get('cache-control')).toContain('no-store');
        if (kind < 2) return;
        const token = /name="_csrf" value="([^"]*)"/.exec(html)?.[1] ?? '';
        const sent = await scanned(machine, 'POST', `${path}/code`, i + n, new URLSearchParams({ _csrf: token }));
        expect([303, 403]).toContain(sent.status);
        await sent.text();
      }));
    }
    expect(await counts(invited)).toEqual({ codes: 1, sessions: 0, mails: 1, status: 'sent' });
    await world.forgetCodes();
    expect((await world.enter(invited)).start.status).toBe(200);
  }, 180_000);

  it('locks gently where codes are guessed: the mailed code is spent, and a new one lets in', async () => {
    const invited = await world.invite('Tamsin Labels');
    const browser = new PlainBrowser(world.concord.address);
    const enter = await browser.send(await browser.open(`/l/${invited.token}`), '/code');
    const right = await world.code(invited.to);
    const wrong = right === '000000' ? '000001' : '000000';
    for (let i = 0; i < 5; i += 1) expect((await browser.send(enter, '/enter', { code: wrong })).status).toBe(422);
    const locked = await browser.send(enter, '/enter', { code: right });
    expect(locked.text).toMatch(/tried too often\. A new one can be sent in \d+ seconds/);
    expect((await counts(invited)).sessions).toBe(0);
    await world.forgetCodes();
    const inside = await world.enter(invited, browser);
    expect(inside.start.status).toBe(200);
    expect((await browser.open(`/l/${invited.token}`)).at).toBe(inside.at);
    const other = await world.invite('Ulmen Couriers');
    expect((await browser.open(`/l/${other.token}`)).at).toBe(`/l/${other.token}`);
    expect((await new PlainBrowser(world.concord.address).open(`/l/${invited.token}`)).at).toBe(`/l/${invited.token}`);
  }, 60_000);
});
