import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { mailed } from '../support/client.js';
import { Inspection } from '../browser/inspect-page.js';
import { openBrowser } from '../browser/open-browser.js';
import { answerAll } from '../questionnaires/ask-vendor.js';
import { VendorWorld, type Inside } from './vendor-world.js';

let world: VendorWorld;
let chromium: Browser;
beforeAll(async () => { [world, chromium] = await Promise.all([VendorWorld.start(), openBrowser()]); }, 120_000);
afterAll(async () => { await chromium.close(); await world.close(); }, 60_000);

/** The same session in a window that runs scripts. */
async function windowOf(inside: Inside): Promise<Page> {
  const context = await chromium.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addCookies([...inside.browser['cookies']].map(([name, value]) => ({ name, value, url: world.concord.address })));
  // a Concord that runs from its sources has no copies of the assets under their hashed names
  await context.route('**/assets/*', (route) => {
    const name = new URL(route.request().url()).pathname.replace(/.*\//, '').replace(/[.-][0-9a-f]{8,}(?=\.\w+$)/, '');
    return route.fulfill({ path: join('apps/web/assets', name) });
  });
  return context.newPage();
}

const shots = process.env['SHOTS'];
async function shoot(page: Page, name: string): Promise<void> {
  if (!shots) return;
  for (const [width, scheme] of [[1280, 'light'], [390, 'dark']] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

it('keeps nobody out of the pages around sharing and coming in again, and says at once what an answer lacks', async () => {
  const inspection = new Inspection();
  const invited = await world.invite('Northgate Ledger');
  const owner = await world.enter(invited);
  const page = await windowOf(owner);
  const see = async (name: string) => { await inspection.ofDesk(page, name); await shoot(page, name); };
  await page.goto(`${world.concord.address}${owner.at}/share?section=governance`);
  await page.locator('#email').fill('dana@northgateledger.example');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText('not here yet').waitFor();
  await see('share');
  await page.goto(`${world.concord.address}${owner.at}/s/governance/1`);
  await page.locator('input[name="c-governance.policy"][value="governance.policy.no"]').check();
  await page.locator('[data-said]').filter({ hasText: 'Explain this answer' }).waitFor();
  await see('section that lacks an explanation');
  await page.locator('textarea[name="e-governance.policy"]').fill('Typed before the session ran out.');
  await world.database.query(`update questionnaires.vendor_session set expires_at = now() - interval '1 minute'`);
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await page.getByRole('heading', { name: 'come in again' }).waitFor();
  await see('ended');
  await world.forgetCodes();
  await page.getByRole('button', { name: 'Send the code' }).click();
  await page.getByLabel('Code').waitFor();
  await see('again');
  await page.getByLabel('Code').fill(await world.code(invited.to));
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('what you typed is saved').waitFor();
  expect(await page.locator('textarea[name="e-governance.policy"]').inputValue()).toBe('Typed before the session ran out.');
  const [, token = ''] = await mailed(world.mailbox, 'dana@northgateledger.example', /\/l\/([\w-]+)/);
  const colleague = await windowOf(await world.enter({ to: 'dana@northgateledger.example', token }));
  const [at = ''] = /\/form\/[0-9a-f]{10}/.exec((await colleague.context().cookies()).map(({ name }) => name.replace('concord-vendor-', '/form/')).join()) ?? [];
  await colleague.goto(`${world.concord.address}${at}/tasks`);
  await inspection.ofDesk(colleague, 'tasks of a colleague');
  await shoot(colleague, 'tasks of a colleague');
  expect(inspection.pages).toBe(5);
  expect(inspection.findings).toEqual([]);
}, 120_000);

it('leads a vendor from what was asked back to its reply, and the asker from flags to verdicts', async () => {
  const inspection = new Inspection();
  const invited = await world.invite('Hollin Freight');
  const vendor = await world.enter(invited);
  const form = await answerAll(vendor.api, { 'access.mfa': { value: 'access.mfa.no', explanation: 'From May on' } });
  const [asked] = form.answers;
  await world.api.must('POST', `/requests/${invited.request}/review`, { keys: [asked!.key], verdict: 'clarify', comment: 'Since when?', name: 'Tomasz Berg' });
  const page = await windowOf(vendor);
  await page.goto(`${world.concord.address}${vendor.at}`);
  await page.getByRole('link', { name: 'Read and reply' }).click();
  await page.getByText('Since when?').waitFor();
  await inspection.ofDesk(page, 'asked back');
  await shoot(page, 'asked back');
  const plain = await vendor.browser.open(`${vendor.at}/questions`);
  expect((await vendor.browser.send(plain, '/questions', { text: '' })).status).toBe(422);
  const replied = await vendor.browser.send(plain, '/questions', { text: 'Since March 2021.' });
  expect(replied.text).toContain('Your reply went to Orrinvale Clinics');
  const desk = await windowOf({ ...vendor, browser: world.person as never });
  await desk.goto(`${world.concord.address}/requests/${invited.request}`);
  await desk.getByText('Since March 2021.').first().waitFor();
  await desk.getByRole('button', { name: /without a flag/ }).waitFor();
  await inspection.ofDesk(desk, 'review');
  await shoot(desk, 'review');
  await desk.getByRole('button', { name: /without a flag/ }).click();
  await desk.getByText('have their verdict').waitFor();
  await desk.goto(`${world.concord.address}/settings/asking`);
  await inspection.ofDesk(desk, 'settings asking');
  await shoot(desk, 'settings asking');
  await desk.getByLabel('21 days before').check();
  await desk.getByRole('button', { name: 'Save' }).click();
  await desk.getByText('from now on.').first().waitFor();
  await desk.goto(`${world.concord.address}/requests/many`);
  await inspection.ofDesk(desk, 'ask many');
  await shoot(desk, 'ask many');
  const file = (text: string) => desk.locator('input[type=file]').setInputFiles({ name: 'vendors.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await file('Vendor,E-mail\nHollin Freight,new@hollin.example\nNobody at all,x\n');
  await desk.getByRole('button', { name: 'Read the file' }).click();
  await desk.getByText('2 lines have to be mended').first().waitFor();
  await inspection.ofDesk(desk, 'ask many, refused');
  await file('Vendor,E-mail,Contact\nhollin freight,new@hollin.example,Nele Voss\nNorthgate Ledger,more@northgateledger.example,\n');
  await desk.getByRole('button', { name: 'Read the file' }).click();
  await desk.getByText('2 requests can be sent.').waitFor();
  await inspection.ofDesk(desk, 'ask many, checked');
  await shoot(desk, 'ask many, checked');
  await desk.getByRole('button', { name: 'Send 2 requests' }).click();
  await desk.getByText('2 requests go out').waitFor();
  expect(inspection.findings).toEqual([]);
}, 180_000);
