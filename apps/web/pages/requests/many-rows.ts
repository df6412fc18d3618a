import type { Sheet } from '#libs/questionnaire/sheet.js';

/** A vendor as the page knows it. */
export interface KnownVendor {
  readonly id: string;
  readonly name: string;
  readonly tier: 'critical' | 'high' | 'medium' | 'low';
}

/** One line of the file: who is asked, and where it stands. */
export interface ManyRow {
  readonly line: number;
  readonly vendor: KnownVendor;
  readonly to: string;
  readonly contactName: string;
  readonly depth: string;
  readonly due: string;
}

/** What is wrong with a line, in which column. */
export interface LineError {
  readonly line: number;
  readonly column: string;
  readonly message: string;
}

const names: Readonly<Record<string, readonly string[]>> = {
  vendor: ['vendor', 'vendor name', 'supplier', 'name', 'company'], to: ['email', 'e-mail', 'e-mail address', 'address', 'mail', 'contact email'],
  contactName: ['contact', 'contact name', 'person', 'to'], depth: ['depth'], due: ['due', 'due date'],
};
const depths = ['short', 'standard', 'full'];
const plain = (text: string | undefined): string => (text ?? '').toLowerCase().replace(/[_\s]+/g, ' ').trim();

/**
 * Reads a file of vendors and contacts. The header names the columns, in any order; vendors are found by their name,
 * whatever its capitals and spaces. Every wrong line is named, and none is left out silently.
 */
export function readManyRows(sheet: Sheet | undefined, vendors: readonly KnownVendor[], say: (key: string, values?: Record<string, unknown>) => string): { readonly rows: readonly ManyRow[]; readonly errors: readonly LineError[] } {
  const [header = [], ...body] = sheet?.rows ?? [];
  const at = Object.fromEntries(Object.entries(names).map(([field, known]) => [field, header.findIndex((cell) => known.includes(plain(cell)))]));
  const missing = ['vendor', 'to'].filter((field) => at[field] === -1);
  if (missing.length) return { rows: [], errors: missing.map((field) => ({ line: 1, column: say(`column.${field}`), message: say('noColumn') })) };
  const byName = new Map<string, KnownVendor[]>();
  for (const vendor of vendors) byName.set(plain(vendor.name), [...(byName.get(plain(vendor.name)) ?? []), vendor]);
  const rows: ManyRow[] = [];
  const errors: LineError[] = [];
  body.forEach((cells, i) => {
    const line = sheet?.lines?.[i + 1] ?? i + 2;
    const cell = (field: string): string => ((at[field] ?? -1) < 0 ? '' : (cells[at[field]!] ?? '').trim());
    if (cells.every((each) => each.trim() === '')) return;
    const wrong = (field: string, message: string) => errors.push({ line, column: say(`column.${field}`), message });
    const found = byName.get(plain(cell('vendor'))) ?? [];
    if (found.length !== 1) wrong('vendor', found.length ? say('twoVendors', { name: cell('vendor') }) : cell('vendor') ? say('noVendor', { name: cell('vendor') }) : say('emptyVendor'));
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell('to'))) wrong('to', cell('to') ? say('wrongAddress', { address: cell('to') }) : say('noAddress'));
    if (cell('depth') && !depths.includes(plain(cell('depth')))) wrong('depth', say('wrongDepth', { depth: cell('depth') }));
    if (cell('due') && !/^\d{4}-\d{2}-\d{2}$/.test(cell('due'))) wrong('due', say('wrongDate', { date: cell('due') }));
    const [vendor] = found;
    if (vendor) rows.push({ line, vendor, to: cell('to'), contactName: cell('contactName'), depth: plain(cell('depth')), due: cell('due') });
  });
  if (!rows.length && !errors.length) errors.push({ line: 2, column: say('column.vendor'), message: say('empty') });
  return { rows, errors };
}
