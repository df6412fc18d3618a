import { criteriaIn } from './criteria.js';
import type { ReadDocument } from './document.js';
import type { Framework } from './extraction.js';
import { frameworkNames } from './frameworks.data.js';
import { passageOf } from './passage.js';

/** The framework that words name; null for none. */
export const frameworkIn = (text: string): string | null => frameworkNames.find(({ pattern }) => pattern.test(text))?.name ?? null;

/** Titles that name a framework, with the line that they run on to. */
const titlesOf = (document: ReadDocument): readonly { readonly page: number; readonly y: number; readonly text: string }[] =>
  document.lines.flatMap((line, i) => {
    if (!line.heading && !/appendix|mapping/i.test(line.text)) return [];
    const next = document.lines[i + 1];
    const on = next && next.page === line.page && Math.abs(next.size - line.size) < 0.6 && next.bold === line.bold && next.y - line.y < 1.8 * line.size;
    const text = on ? `${line.text} ${next.text}` : line.text;
    return frameworkIn(text) === null ? [] : [{ page: line.page, y: line.y, text }];
  });

/**
 * Other frameworks that the report maps its criteria or controls to (SOC 2+): mapping tables outside the tests, and
 * frameworks that the scope of the auditor's report adds.
 */
export const readFrameworks = (document: ReadDocument): readonly Framework[] => {
  const frameworks = new Map<string, { page: number; rows: { criterion: string; requirement: string; page: number }[] }>();
  const addTo = (framework: string, page: number): { page: number; rows: { criterion: string; requirement: string; page: number }[] } => {
    const known = frameworks.get(framework) ?? { page, rows: [] };
    frameworks.set(framework, known);
    return known;
  };
  const headings = titlesOf(document);
  let last: string | null = null;
  for (const { table, roles, rows, continued } of document.tables) {
    if (roles.includes('test') || roles.includes('result') || roles.includes('responsibility') || roles.includes('exception')) continue;
    const heading = headings.findLast((line) => (line.page < table.page || (line.page === table.page && line.y < table.y0)) && line.page >= table.page - 1);
    const headingRow = table.rows[0]?.cells.map((cell) => cell.text).join(' ') ?? '';
    const named: string | null = (roles.includes('framework') ? frameworkIn(headingRow) : null) ?? (heading ? frameworkIn(heading.text) : null);
    const framework: string | null = (heading ? frameworkIn(heading.text) : null) ?? (continued ? last : null) ?? named;
    const [requirement, criterion] = [roles.indexOf('framework') >= 0 ? roles.indexOf('framework') : roles.indexOf('requirement'), roles.indexOf('criterion') >= 0 ? roles.indexOf('criterion') : roles.indexOf('control') >= 0 ? roles.indexOf('control') : roles.indexOf('id')];
    if (!framework || requirement < 0 || criterion < 0) continue;
    last = framework;
    const entry = addTo(framework, table.page);
    const title = roles.indexOf('requirement');
    for (const row of rows) {
      const words = [row.cells[requirement]?.text, title >= 0 && title !== requirement ? row.cells[title]?.text : ''].filter(Boolean).join(' ');
      const codes = criteriaIn(row.cells[criterion]?.text ?? '');
      const targets = codes.length > 0 ? codes : [row.cells[criterion]?.text ?? ''];
      for (const target of targets) if (words && target) entry.rows.push({ criterion: target, requirement: words, page: row.page });
    }
  }
  const scope = passageOf([...document.lines.filter((line) => line.page === 1)]).text;
  const plus = /\bSOC\s*2\S*\s*(?:Type\s*(?:1|2|I|II)\s*)?(?:(?:examination |attestation )?reports? )?(?:\+|plus|and|with)\s*([^\n.]{3,60})/i.exec(scope);
  const added = plus ? frameworkIn(plus[1] ?? '') : null;
  if (added && ![...frameworks.keys()].some((name) => name.split(' ')[0] === added.split(' ')[0])) addTo(added, 1);
  return [...frameworks].map(([framework, { page, rows }]) => ({ framework, page, rows }));
};
