import type { RequestOf } from '#libs/contracts/contract.js';
import type { gapExport } from '#libs/contracts/exports.contract.js';
import type { Context } from '#libs/platform/context.js';
import type { ObjectStore } from '#libs/platform/object-store.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { gapReport, kindWords } from './gap-report.js';
import { listGaps, type Gaps } from './list-gaps.js';
import { exportFile, tablesAs } from './export-file.js';

/** Writes the gaps of a framework as a file and answers where it lies. Each file names catalog and date. */
export async function exportGaps(database: TenantDatabase, store: ObjectStore, request: RequestOf<typeof gapExport>, context: Context) {
  const { format, ...asked } = request;
  const gaps = await listGaps(database, { ...asked, scope: [] }, context);
  const content = format === 'json' ? JSON.stringify(gaps, null, 1) : format === 'pdf' ? await gapReport(gaps) : await tablesAs(format, [{ name: gaps.framework.name, rows: gapRows(gaps) }]);
  return exportFile(store, context, `gaps ${gaps.party.name} ${gaps.framework.name} ${gaps.at}`, format, content);
}

/** One line per gap, in the order of what matters. */
export function gapRows({ party, framework, at, catalog, items }: Gaps): Record<string, string>[] {
  return items.map((gap) => ({
    party: party.name, framework: framework.name, version: framework.version, kind: kindWords[gap.kind].title, control: gap.name ?? '', title: gap.title ?? '', gap: gap.says,
    requirements: gap.requirements.map(({ id }) => id).join('; '), count: String(gap.requirements.length), elsewhere: gap.elsewhere.map(({ name, requirements }) => `${name}: ${requirements}`).join('; '),
    question: gap.question ?? gap.ask, collect: gap.collect ?? '', at, catalog,
  }));
}
