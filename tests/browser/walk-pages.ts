import { expect } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { until } from '../support/client.js';
import { fillPage } from './fill-page.js';
import type { Inspection } from './inspect-page.js';

/** A window of somebody who is signed in. */
export interface Desk {
  readonly address: string;
  readonly page: Page;
  readonly inspection: Inspection;
}

/** The window of an invited vendor, which runs no script, and one beside it that axe can use. */
export interface VendorSide {
  readonly page: Page;
  readonly scripted: Page;
}

/** The name of a page among the findings: its address without what changes from run to run. */
const nameOf = (page: Page): string => decodeURIComponent(new URL(page.url()).pathname).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…').replace(/\/form\/[0-9a-f]{10}/, '/form').replace(/(\/(?:l|link|mailbox|first-run)\/).+/, '$1…');

export const look = ({ page, inspection }: Desk, name = nameOf(page)): Promise<void> => inspection.ofDesk(page, name);

/** Clicks what leads to another page, and waits for it. */
export async function follow(page: Page, act: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), act()]);
}

/** Adds a vendor on whom much depends. @returns its id */
export async function addVendor(desk: Desk, name: string, email: string): Promise<string> {
  const { page } = desk;
  await page.goto(`${desk.address}/vendors`);
  await look(desk);
  await follow(page, () => page.getByRole('link', { name: 'Add a vendor' }).first().click());
  await look(desk);
  await page.locator('#name').fill(name);
  await page.locator('#service').fill('Hosted ledger');
  await page.locator('#contactName').fill('Astrid Lind');
  await page.locator('#contactEmail').fill(email);
  await page.locator('input[name="roles"][value="processor"]').check();
  for (const value of ['personal', 'confidential']) await page.locator(`input[name="dataClasses"][value="${value}"]`).check();
  for (const [field, value] of Object.entries({ volume: '1k-100k', access: 'production', criticality: 'high', substitutability: 'months', spend: '100k-1m' })) await page.locator(`input[name="${field}"][value="${value}"]`).check();
  await page.locator('#countries').fill('DE, US');
  await page.locator('input[name="regulated"][value="gdpr"]').check();
  await follow(page, () => page.getByRole('button', { name: 'Add the vendor' }).click());
  expect(await page.locator('h1').innerText()).toBe(name);
  return new URL(page.url()).pathname.split('/')[2] ?? '';
}

/** Sends the short questionnaire to the contact. @returns the path of the request's page */
export async function sendRequest(desk: Desk, vendor: string): Promise<string> {
  const { page } = desk;
  await page.goto(`${desk.address}/vendors/${vendor}`);
  await follow(page, () => page.locator('.head').getByRole('link', { name: /^Ask/ }).click());
  await look(desk);
  await page.locator('input[name="depth"][value="short"]').check();
  for (const module of await page.locator('input[name="modules"]:checked').all()) await module.uncheck();
  await page.locator('#date').fill('2099-01-31');
  await follow(page, () => page.getByRole('button', { name: 'Send the request' }).click());
  expect(await page.locator('main').innerText()).toContain('a mail with the link goes to');
  await look(desk);
  return new URL(page.url()).pathname;
}

/** Waits for a mail in the mailbox, opens it and leaves it on the screen. */
export async function openMail(desk: Desk, to: string, subject: RegExp): Promise<void> {
  const { page } = desk;
  const mail = page.locator('tbody tr').filter({ hasText: to }).getByRole('link', { name: subject }).first();
  await until(async () => {
    await page.goto(`${desk.address}/mailbox`);
    return mail.count();
  }, (count) => count > 0);
  await look(desk);
  await follow(page, () => mail.click());
  await look(desk);
}

/** Opens the link of the mail, asks for the code, reads it in the mailbox and enters it. */
export async function enterForm(desk: Desk, { page, scripted }: VendorSide, email: string): Promise<void> {
  const see = () => desk.inspection.ofVendor(page, scripted, nameOf(page));
  await openMail(desk, email, /^(?!.*(code|receipt))/i);
  const link = await desk.page.locator('main a[href*="/l/"]').first().getAttribute('href');
  await page.goto(link ?? '');
  await see();
  await follow(page, () => page.getByRole('button', { name: 'Send the code' }).click());
  await see();
  await openMail(desk, email, /is your code/);
  const [code = ''] = /\d{6}/.exec(await desk.page.locator('h1').innerText()) ?? [];
  await page.getByLabel('Code').fill(code);
  await follow(page, () => page.getByRole('button', { name: 'Continue' }).click());
  expect(new URL(page.url()).pathname).toMatch(/^\/form\/[0-9a-f]{10}$/);
  await see();
}

/** Where the form on the screen stands. */
const formOf = (page: Page): string => /^.*\/form\/[0-9a-f]{10}/.exec(page.url())?.[0] ?? '';

/** Goes through the sections one by one and answers all that is asked. @returns how many pages were saved */
export async function answerSections(desk: Desk, { page, scripted }: VendorSide): Promise<number> {
  const see = () => desk.inspection.ofVendor(page, scripted, nameOf(page));
  const tasks = `${formOf(page)}/tasks`;
  await follow(page, () => page.getByRole('link', { name: /Start now|Go on/ }).click());
  await see();
  const links = await page.locator('a[href*="/s/"]').all();
  const sections = await Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
  expect(sections.length).toBeGreaterThan(3);
  let saved = 0;
  for (const section of sections) {
    await page.goto(tasks);
    await follow(page, () => page.locator(`a[href="${section}"]`).first().click());
    const within = section.replace(/[^/]+$/, '');
    for (let round = 0; round < 30 && page.url().includes(within); round += 1) {
      await see();
      await fillPage(page);
      await follow(page, () => page.getByRole('button', { name: 'Save and continue' }).click());
      const refused = page.locator('.error-summary, .errors');
      if (await refused.count()) throw new Error(`${page.url()} refused an answer: ${await refused.innerText()}`);
      saved += 1;
    }
  }
  return saved;
}

/** Adds the report and waits until it was read. */
export async function addReport(desk: Desk, { page, scripted }: VendorSide, pdf: string): Promise<void> {
  await page.goto(`${formOf(page)}/documents`);
  await page.locator('#file').setInputFiles(pdf);
  await follow(page, () => page.getByRole('button', { name: 'Add the document' }).click());
  expect(await page.locator('main').innerText()).toContain('was added and is being read');
  await until(async () => {
    await page.goto(`${formOf(page)}/documents`);
    return page.locator('.tasks li .status').first().innerText();
  }, (state) => state.trim() === 'Read', 90);
  await desk.inspection.ofVendor(page, scripted, nameOf(page));
}

/** Checks, hands in, and reads the receipt. @returns its number */
export async function handIn(desk: Desk, { page, scripted }: VendorSide): Promise<string> {
  const see = () => desk.inspection.ofVendor(page, scripted, nameOf(page));
  await page.goto(`${formOf(page)}/tasks`);
  await follow(page, () => page.locator('a[href$="/check"]').first().click());
  await see();
  await page.locator('#name').fill('Astrid Lind');
  const anyway = page.locator('#anyway');
  if (await anyway.count()) await anyway.fill('Further documents follow by mail.');
  await follow(page, () => page.getByRole('button', { name: /^Hand in/ }).click());
  expect(await page.locator('h1').innerText()).toContain('has your answers');
  await see();
  return /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(await page.locator('main').innerText())?.[0] ?? '';
}

/** Everything a vendor does, from the mail to the receipt. */
export async function answer(desk: Desk, context: BrowserContext, scripted: BrowserContext, email: string, pdf: string): Promise<string> {
  const side = { page: await context.newPage(), scripted: await scripted.newPage() };
  await enterForm(desk, side, email);
  expect(await answerSections(desk, side)).toBeGreaterThan(3);
  await addReport(desk, side, pdf);
  return handIn(desk, side);
}

/** Finds the vendor's report in the queue and opens it. @returns its path */
export async function openReport(desk: Desk, vendor: string): Promise<string> {
  const { page } = desk;
  const row = page.locator('tbody tr').filter({ hasText: vendor });
  await until(async () => {
    await page.goto(`${desk.address}/reports`);
    return row.count();
  }, (count) => count > 0, 60);
  await look(desk);
  expect(await row.innerText()).toContain('Read');
  await follow(page, () => row.getByRole('link').first().click());
  await look(desk, 'a report to accept');
  return new URL(page.url()).pathname;
}

/** What was read, by the id of the value. */
export const valueOf = (page: Page, path: string): Promise<string> => page.locator(`#value-${path} .value-said`).innerText();

/** Accepts the report that is on the screen. */
export async function acceptReport(desk: Desk): Promise<void> {
  const { page } = desk;
  await follow(page, () => page.locator('form[action$="/accept"] button').click());
  expect(await page.locator('main').innerText()).toMatch(/Accepted\. It became \d+ facts/);
  await look(desk, 'an accepted report');
}

/** Looks at the pages about a report besides its review, and at those about all reports. */
export async function lookAtReports(desk: Desk, report: string): Promise<void> {
  const { page } = desk;
  for (const path of [`${report}/signals`, `${report}/compare`, `${report}/readers`, `${report}/replacement`, `${report}/correct?path=cuec/%2B`, '/reports/calendar', '/reports/duties', '/reports/by-hand', '/reports/settings']) {
    await page.goto(desk.address + path);
    await look(desk);
  }
}

/** Accepts all answers of a request. */
export async function acceptAnswers(desk: Desk, request: string): Promise<void> {
  const { page } = desk;
  await page.goto(desk.address + request);
  await look(desk, 'a request to review');
  await page.getByRole('button', { name: /^Accept all/ }).click();
  await follow(page, () => page.locator('#accept-all button[type="submit"]').click());
  expect(await page.locator('main').innerText()).toContain('Reviewed: every answer has a verdict.');
  await look(desk, 'a reviewed request');
}

/** How many SOC 2 criteria the first column of a vendor's heat map says are met, once the evidence has arrived. */
export async function metInSoc2(desk: Desk, vendor: string, at: string, fits: (met: number) => boolean): Promise<number> {
  const { page } = desk;
  return until(async () => {
    await page.goto(`${desk.address}/coverage/${vendor}?at=${at}`);
    const cell = await page.locator('table.heat tbody tr').filter({ has: page.getByRole('link', { name: 'SOC 2', exact: true }) }).locator('td').first().innerText();
    return Number(/(\d+)\/\d+/.exec(cell)?.[1] ?? -1);
  }, fits);
}

/** Pages that only show what the catalog and the evidence say, each with words that stand on it. */
const shows: readonly (readonly [path: string, words: RegExp])[] = [
  ['/coverage?open=soc2%3ACC6', /CC6\.1 Logical access/],
  ['/crosswalk?left=CC6&right=A.8', /CC6\.1/],
  ['/crosswalk?view=list&left=CC6', /Through common controls/],
  ['/crosswalk/pair/soc2/CC6.3/iso27001/A.5.18', /What follows/],
  ['/crosswalk/controls/IAM-03', /Reaches \d+ requirements/],
  ['/crosswalk/search?q=notify+the+authority+within+72+hours', /Art\.33\(1\)/],
  ['/overlays', /as it was shipped/],
  ['/overlays/rows', /CC1\.1/],
  ['/overlays/rows/edit', /Show what it changes/],
];

/** Opens each of them. */
export async function lookAround(desk: Desk): Promise<void> {
  for (const [path, words] of shows) {
    await desk.page.goto(desk.address + path);
    expect(await desk.page.locator('main').innerText()).toMatch(words);
    await look(desk, path);
  }
}
