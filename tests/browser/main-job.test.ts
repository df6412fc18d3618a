import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { writeDemoReport } from '../../apps/local/demo/soc2-report.js';
import { Inspection } from './inspect-page.js';
import { openBrowser } from './open-browser.js';
import { startProgram, type StartedProgram } from './start-program.js';
import { acceptAnswers, acceptReport, addVendor, answer, follow, look, lookAround, lookAtReports, metInSoc2, openReport, sendRequest, valueOf, type Desk } from './walk-pages.js';

const tembo = resolve('../shared/samples/reports/tembo-soc2.pdf');
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const today = daysAgo(0);
const password = 'a quiet long sentence';
const email = 'tomasz@orrinvale.example';
const northgateEmail = 'security@northgate.example';
// a minute suffices on an idle machine
const patience = 480_000;

describe('the main job in a browser', () => {
  let folder: string;
  let program: StartedProgram;
  let browser: Browser;
  let page: Page;
  let northgate: string;
  let request: string;
  let report: string;
  const inspection = new Inspection();
  const desk = (): Desk => ({ address: program.address, page, inspection });
  let broken = false;
  /** One step of the job; after one that failed the others do not begin. */
  const step = (act: () => Promise<void>) => async () => {
    if (broken) throw new Error('an earlier step failed');
    broken = true;
    await act();
    broken = false;
  };
  const narrow = (javaScriptEnabled: boolean): Promise<BrowserContext> => browser.newContext({ viewport: { width: 320, height: 800 }, javaScriptEnabled });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'concord in a browser '));
    [browser, program] = await Promise.all([openBrowser(), startProgram(join(folder, 'data'))]);
    page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    page.setDefaultTimeout(120_000);
  }, patience);

  afterAll(async () => {
    await browser?.close();
    await program?.stop();
    await rm(folder, { recursive: true, force: true });
  }, patience);

  it('creates the administrator through the first-run link', step(async () => {
    await page.goto(program.firstRun);
    await look(desk());
    await page.locator('#organization').fill('Orrinvale Clinics');
    await page.locator('#name').fill('Tomasz Berg');
    await page.locator('#email').fill(email);
    await page.locator('#password').fill(password);
    await follow(page, () => page.getByRole('button', { name: 'Create the organization' }).click());
    await look(desk());
    expect(await page.locator('header').innerText()).toContain('Tomasz Berg');
  }), patience);

  it('adds a vendor, shows how its tier comes about, and sends it a questionnaire', step(async () => {
    northgate = await addVendor(desk(), 'Northgate Ledger', northgateEmail);
    expect(await page.locator('#tier').innerText()).toMatch(/^Tier: (critical|high|medium|low)$/);
    const how = page.locator('details').filter({ hasText: /How the \d+ points come about/ });
    if ((await how.getAttribute('open')) === null) await how.locator('summary').click();
    const points = await how.locator('tbody tr td:nth-child(2)').allInnerTexts();
    const total = await how.locator('tfoot td').first().innerText();
    expect(points.reduce((all, one) => all + Number(one), 0)).toBe(Number(total));
    expect(Number(total)).toBeGreaterThan(0);
    await look(desk());
    request = await sendRequest(desk(), northgate);
  }), patience);

  it('lets the vendor answer everything without script on a narrow screen', step(async () => {
    const pdf = join(folder, 'Northgate SOC 2.pdf');
    await writeDemoReport(pdf, { periodFrom: daysAgo(420), periodTo: daysAgo(56), opinionDate: daysAgo(16) });
    expect(await answer(desk(), await narrow(false), await narrow(true), northgateEmail, pdf)).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  }), patience);

  it('shows what was read in the report and takes it as evidence', step(async () => {
    report = await openReport(desk(), 'Northgate Ledger');
    expect(await valueOf(page, 'reportType')).toContain('Type II');
    expect(await valueOf(page, 'period')).toMatch(/\d{4} to .*\d{4}/);
    expect(await valueOf(page, 'opinion')).toContain('Unqualified');
    expect(await valueOf(page, 'auditor')).toContain('Castellan & Rowe LLP');
    expect(Number(await page.locator('#matrix .count').innerText())).toBeGreaterThan(60);
    await acceptReport(desk());
    await lookAtReports(desk(), report);
    await acceptAnswers(desk(), request);
  }), patience);

  it('proves SOC 2 today, says why, and proves nothing before the period', step(async () => {
    await metInSoc2(desk(), northgate, today, (met) => met > 30);
    await look(desk());
    await follow(page, () => page.locator('table.heat').getByRole('link', { name: 'SOC 2', exact: true }).click());
    await look(desk());
    await follow(page, () => page.locator('.leaves a').filter({ hasText: 'CC8.1' }).first().click());
    await look(desk());
    expect(await page.locator('section[aria-labelledby="verdict"] .status').first().innerText()).toContain('Met');
    const why = page.locator('section[aria-labelledby="why"]');
    expect(await why.innerText()).toMatch(/page \d+/);
    expect(await why.locator(`a[href*="${report}?page="]`).count()).toBeGreaterThan(0);
    expect(await metInSoc2(desk(), northgate, '2020-01-31', (met) => met >= 0)).toBe(0);
    const cells = await page.locator('table.heat tbody td').allInnerTexts();
    expect(cells.filter((cell) => /Not met|^\W*[1-9]\d*\//.test(cell.trim()))).toEqual([]);
    expect(cells.some((cell) => cell.includes('Unknown'))).toBe(true);
  }), patience);

  it('opens coverage down to requirements, the crosswalk down to a pair, and finds things by their words', step(async () => {
    await lookAround(desk());
  }), patience);

  it('gives the coverage as a table and as a tagged PDF', step(async () => {
    await page.goto(`${program.address}/coverage/${northgate}`);
    const csv = await downloaded('Table (CSV)');
    expect(csv.split('\n')[0]).toContain('party,framework,version,requirement');
    expect(csv).toContain('CC8.1');
    const pdf = await downloaded('Report (PDF)');
    expect(pdf.startsWith('%PDF')).toBe(true);
    expect(pdf).toContain('/StructTreeRoot');
  }), patience);

  it('finds everything again after Ctrl-C and another start', step(async () => {
    expect(await program.stop()).toBe(0);
    program = await startProgram(join(folder, 'data'));
    await page.context().clearCookies();
    await page.goto(`${program.address}/vendors/${northgate}`);
    await look(desk(), '/sign-in');
    await page.locator('#email').fill(email);
    await page.locator('#password').fill(password);
    await follow(page, () => page.getByRole('button', { name: 'Sign in' }).click());
    await page.goto(`${program.address}/vendors/${northgate}`);
    expect(await page.locator('h1').innerText()).toBe('Northgate Ledger');
    await page.goto(program.address + request);
    expect(await page.locator('main').innerText()).toContain('Reviewed: every answer has a verdict.');
    await page.goto(program.address + report);
    expect(await page.locator('.head .status').innerText()).toContain('Accepted');
    await metInSoc2(desk(), northgate, today, (met) => met > 30);
  }), patience);

  (existsSync(tembo) ? it : it.skip)('reads a real report whole, and says that it has expired', step(async () => {
    const to = 'security@tembo.example';
    const vendor = await addVendor(desk(), 'Tembo Data', to);
    const asked = await sendRequest(desk(), vendor);
    await answer(desk(), await narrow(false), await narrow(true), to, tembo);
    await openReport(desk(), 'Tembo Data');
    expect(await valueOf(page, 'reportType')).toContain('Type I');
    expect(await valueOf(page, 'reportType')).not.toContain('Type II');
    expect(await valueOf(page, 'asOf')).toContain('30 November 2023');
    expect(await page.locator('#matrix .count').innerText()).toBe('214');
    await acceptReport(desk());
    expect(await page.locator('main').innerText()).toMatch(/counted until 30 November 2024 and has expired/);
    await metInSoc2(desk(), vendor, '2024-01-31', (met) => met > 30);
    await metInSoc2(desk(), vendor, today, (met) => met === 0);
    expect(await page.locator('main').innerText()).toContain('All that was known has expired');
    await acceptAnswers(desk(), asked);
  }), patience);

  it('keeps nobody out: no finding of axe on any page, and no page scrolls sideways at 320 px', () => {
    expect(inspection.pages).toBeGreaterThan(25);
    expect(inspection.findings).toEqual([]);
  });

  /** Clicks a link that downloads, and reads what came. */
  async function downloaded(link: string): Promise<string> {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()]);
    return readFile(await download.path(), 'latin1');
  }
});
