import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mailed } from '../support/client.js';
import { PlainBrowser } from './plain-browser.js';
import { VendorWorld, type Inside, type Invited } from './vendor-world.js';

interface Form { answers: { key: string; by: string }[]; attachments: { id: string; name: string; questions: string[] }[]; progress: { key: string }[]; unanswered: { key: string }[]; questionnaire: { sections: { key: string; title: string; questions: { key: string; text: string }[] }[] } }

let world: VendorWorld;
beforeAll(async () => { world = await VendorWorld.start(); }, 120_000);
afterAll(async () => world.close(), 60_000);

describe('a section shared with a colleague', () => {
  const email = 'dana@northgateledger.example';
  let invited: Invited;
  let owner: Inside;
  let colleague: Inside;
  let whole: Form;
  let token: string;
  const foreign = () => whole.questionnaire.sections.filter(({ key }) => key !== 'governance');

  beforeAll(async () => {
    invited = await world.invite('Northgate Ledger', { depth: 'standard' });
    owner = await world.enter(invited);
    whole = await owner.api.must<Form>('GET', '/form');
    await owner.api.must('PUT', '/form/answers', { answers: [{ key: 'service.name', state: 'given', value: 'A secret of the owner', revision: 0 }] });
    await owner.api.upload('/form/documents', { name: 'owner-only.txt', bytes: Buffer.from('for the owner') }, { kind: 'policy', questions: 'assurance.reports' });
  }, 60_000);

  it('reaches the colleague by mail, sent from a page without script', async () => {
    const page = await owner.browser.open(`${owner.at}/share?section=governance`);
    const wrong = await owner.browser.send(page, '/share', { email: 'dana', sections: undefined });
    expect(wrong.status).toBe(422);
    const own = await owner.browser.send(page, '/share', { email: invited.to, sections: 'governance' });
    expect(own.text).toContain('sees every section already');
    const sent = await owner.browser.send(page, '/share', { email, note: 'By Friday, please.' });
    expect(sent.text).toContain(`goes to ${email}`);
    [, token = ''] = await mailed(world.mailbox, email, /By Friday, please\.[\s\S]*\/l\/([\w-]+)/);
    colleague = await world.enter({ to: email, token });
  }, 60_000);

  it('opens that section only: no other question, answer, document or title is on any page', async () => {
    const mine = await colleague.api.must<Form>('GET', '/form');
    expect(mine.questionnaire.sections.map(({ key }) => key)).toEqual(['governance']);
    expect(mine.progress.map(({ key }) => key)).toEqual(['governance']);
    expect(mine).toMatchObject({ answers: [], attachments: [] });
    const tasks = await colleague.browser.open(`${colleague.at}/tasks`);
    expect(tasks.text).toContain(`${invited.to} shared these sections with you`);
    for (const path of ['', '/tasks', '/all', '/documents', '/check', '/share', '/receipt', '/answers.json', '/s/governance/1']) {
      const page = await colleague.browser.open(colleague.at + path);
      // the foot of every page leads to "Privacy", which is a section too
      const html = page.html.replace(/<footer.*<\/footer>/s, '');
      for (const { title, questions } of foreign()) {
        expect({ path, holds: html.includes(`>${title}<`) }).toEqual({ path, holds: false });
        for (const { key, text } of questions) expect({ path, key, holds: html.includes(text) || html.includes(`-${key}"`) }).toEqual({ path, key, holds: false });
      }
      expect(html).not.toMatch(/A secret of the owner|owner-only/);
    }
    for (const { key } of foreign()) expect((await colleague.browser.open(`${colleague.at}/s/${key}/1`)).status).toBe(404);
    expect(await colleague.api.must('GET', '/form/readings')).toEqual({ items: [] });
    expect(await colleague.api.must('GET', '/form/threads')).toEqual({ items: [], waiting: 0 });
    expect(await colleague.api.must('GET', '/form/colleagues')).toEqual({ items: [] });
  }, 60_000);

  it('lets the colleague change nothing elsewhere: neither answers nor documents, and not hand in or share on', async () => {
    const revision = (await owner.api.must<{ answers: { key: string; revision: number }[] }>('GET', '/form')).answers.find(({ key }) => key === 'service.name')?.revision;
    const saved = await colleague.api.must<{ saved: unknown[]; conflicts: unknown[]; wrong: { message: string }[] }>('PUT', '/form/answers', { answers: [{ key: 'service.name', state: 'given', value: 'Taken over', revision }], clear: [{ key: 'service.name', revision }] });
    expect(saved).toMatchObject({ saved: [], conflicts: [], wrong: [{ message: 'This question is not part of the form' }] });
    const { answers, attachments } = await owner.api.must<{ answers: { key: string; value: string }[]; attachments: { id: string }[] }>('GET', '/form');
    expect(answers.find(({ key }) => key === 'service.name')?.value).toBe('A secret of the owner');
    expect((await colleague.api.api('DELETE', `/form/documents/${attachments[0]?.id}`)).status).toBe(404);
    expect((await colleague.api.upload('/form/documents', { name: 'x.txt', bytes: Buffer.from('x') }, { kind: 'policy', questions: 'assurance.reports' })).status).toBe(400);
    expect((await colleague.api.api('POST', '/form/submit', { name: 'Dana', anyway: 'Because' })).status).toBe(403);
    expect((await colleague.api.api('POST', '/form/colleagues', { email: 'third@northgateledger.example', sections: ['governance'] })).status).toBe(403);
  });

  it('shows the owner who answered what', async () => {
    const page = await colleague.browser.open(`${colleague.at}/s/governance/1`);
    await colleague.browser.send(page, '/s/governance/1', { 'c-governance.policy': 'governance.policy.yes' });
    expect((await owner.api.must<Form>('GET', '/form')).answers.find(({ key }) => key === 'governance.policy')?.by).toBe(email);
    const share = await owner.browser.open(`${owner.at}/share`);
    expect(share.text).toContain(email);
    expect(share.text).toContain('last here on');
  });

  it('says who handed in, once that has happened, and shows no receipt', async () => {
    const other = await world.invite('Kestrel Data');
    const lead = await world.enter(other);
    await lead.api.must('POST', '/form/colleagues', { email: 'kim@kestreldata.example', sections: ['governance'] });
    const [, link = ''] = await mailed(world.mailbox, 'kim@kestreldata.example', /\/l\/([\w-]+)/);
    const kim = await world.enter({ to: 'kim@kestreldata.example', token: link });
    await lead.api.must('POST', '/form/submit', { name: 'Lead', anyway: 'The rest follows' });
    for (const path of ['/tasks', '/receipt']) expect((await kim.browser.open(kim.at + path)).text).toContain(`${other.to} has handed in the answers`);
  }, 60_000);

  it('is taken back: the link and the open session end, and the answers stay', async () => {
    await owner.browser.send(await owner.browser.open(`${owner.at}/share`), '/share/withdraw');
    expect((await colleague.browser.open(`${colleague.at}/tasks`)).status).toBe(401);
    expect((await new PlainBrowser(world.concord.address).open(`/l/${token}`)).status).toBe(410);
    expect((await owner.api.must<Form>('GET', '/form')).answers.map(({ key }) => key)).toContain('governance.policy');
  });
});
