import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { reportWith } from '#libs/soc2/pages.fixture.js';
import { traceExtraction } from './trace-extraction.js';

const folder = mkdtempSync(join(tmpdir(), 'concord-trace-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a trace holds each stage as JSON and each page as a picture with its words, titles and hidden text', async () => {
  const report = reportWith(['## Opinion', 'In our opinion, in all material respects, R&D controls operated effectively.']);
  const secret = { text: 'Nobody <sees> this', x: 80, y: 700, width: 90, size: 9, bold: false, hidden: true };
  await traceExtraction({ ...report, pages: report.pages.map((page) => (page.number === 2 ? { ...page, runs: [...page.runs, secret] } : page)) }, folder);
  expect(readdirSync(folder).sort()).toEqual(['1-pages.json', '2-lines.json', '3-tables.json', '4-sections.json', '5-fields.json', '6-matrix.json', '7-reconciliation.json', 'page-001.svg', 'page-002.svg', 'page-003.svg']);
  expect(JSON.parse(readFileSync(join(folder, '5-fields.json'), 'utf8'))).toMatchObject({ opinion: { value: 'unqualified' } });
  const svg = readFileSync(join(folder, 'page-002.svg'), 'utf8');
  expect(svg).toContain('R&amp;D controls');
  expect(svg).toMatch(/fill="#c00"[^>]*>Nobody &lt;sees> this/);
  expect(svg).toContain('>auditor</text>');
});
