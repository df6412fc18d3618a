import type { PageRuns, PageText, Run } from './page-text.js';

/** Pages of plain lines for tests: a line in capitals after "# " is a large title, after "## " a bold heading. */
export const pagesOf = (...pages: readonly (readonly string[])[]): PageText => ({
  sha256: '0'.repeat(64),
  permissions: null,
  pages: pages.map((lines, index): PageRuns => ({
    number: index + 1, width: 612, height: 792, rulings: [], tables: [], image: false,
    runs: lines.map((line, i): Run => {
      const level = line.startsWith('# ') ? 1 : line.startsWith('## ') ? 2 : 0;
      const text = line.replace(/^#+ /, '');
      return { text, x: 72, y: 100 + i * 14, width: Math.min(460, text.length * 4.4), size: level === 1 ? 15 : 10, bold: level > 0, hidden: false };
    }),
  })),
});

/** The opening of a Type II report with the opinion given. */
export const reportWith = (opinion: readonly string[]): PageText => pagesOf(
  ['# Acme, Inc.', 'SOC 2 Type 2 Report', 'Report on Controls Relevant to Security', 'For the period January 1, 2025 to December 31, 2025'],
  ['# Section I – Independent Service Auditor’s Report', 'We have examined Acme, Inc.’s accompanying description of its Acme Cloud System throughout the period January 1, 2025', 'to December 31, 2025 based on the trust services criteria relevant to security (applicable trust services criteria).', ...opinion, '## Restricted Use', 'This report is intended solely for the specified parties.', 'Fenn & Rowe LLP', 'Boston, Massachusetts', 'February 3, 2026'],
  ['# Section II – Management’s Assertion', 'Except for the matter described elsewhere, we confirm the description.'],
);
