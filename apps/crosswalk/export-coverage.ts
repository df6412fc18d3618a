import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { RequestOf } from '#libs/contracts/contract.js';
import type { coverageExport } from '#libs/contracts/crosswalk.contract.js';
import type { Compiled } from '#libs/crosswalk/compiled.js';
import type { CoverageAnswer } from '#libs/crosswalk/coverage.js';
import { sayPart } from '#libs/crosswalk/say-bound.js';
import type { Context } from '#libs/platform/context.js';
import type { ObjectStore } from '#libs/platform/object-store.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { coverageFor, evidenceOf, partyOf, type Party } from './ask.js';
import { frameworkOf } from './catalog.js';
import { coverageReport } from './coverage-report.js';
import { catalogOf } from './tenant-catalog.js';

const types = { csv: 'text/csv; charset=utf-8', json: 'application/json', pdf: 'application/pdf' } as const;
const mostBytes = 50 * 1024 * 1024;

/** Writes the coverage of a party as a file and answers where it lies. Each file names catalog and date. */
export async function exportCoverage(database: TenantDatabase, store: ObjectStore, request: RequestOf<typeof coverageExport>, context: Context) {
  const { compiled, party, answer } = await database.run(context, async (tx) => {
    const found = await partyOf(tx, request.party);
    const compiled = await catalogOf(tx);
    return { compiled, party: found, answer: coverageFor(compiled, found, await evidenceOf(tx, found.id), request) };
  });
  const content = request.format === 'csv' ? coverageCsv(compiled, party, answer) : request.format === 'json' ? JSON.stringify(answer, null, 1) : await coverageReport(compiled, party, answer);
  const { sha256 } = await store.put(context.tenant, Readable.from([Buffer.from(content as string)]), { maxBytes: mostBytes });
  const name = `coverage ${party.name} ${answer.at}.${request.format}`.replace(/[^\p{L}\p{N}. _-]+/gu, '-');
  return { sha256, name, type: types[request.format] };
}

/** One line per binding requirement. Cells that a spreadsheet would take for formulas get an apostrophe before them. */
export function coverageCsv(compiled: Compiled, party: Pick<Party, 'name'>, answer: CoverageAnswer): string {
  const rows = answer.frameworks.flatMap((framework) => {
    const tree = frameworkOf(compiled, framework.id);
    const byId = new Map(framework.requirements.map((one) => [one.id, one]));
    return tree.requirements.filter(({ assessable }) => assessable).map((requirement) => {
      const one = byId.get(requirement.id);
      return {
        party: party.name, framework: tree.name, version: tree.version, requirement: requirement.id, title: requirement.title,
        binds: one?.binds ? 'yes' : 'no', verdict: one?.verdict ?? 'unknown', assurance: one?.assurance ?? '', valid_until: one?.validUntil ?? '',
        expired: one?.expired ?? '', exceptions: one?.exceptions ? 'yes' : '', met: named(one?.parts.met), missing: named(one?.parts.missing),
        unknown: named(one?.parts.unknown), residue: one?.residue ?? '', at: answer.at, catalog: answer.catalog,
      };
    });
  });
  return stringify(rows, { header: true, escape_formulas: true, bom: true });
}

/** Controls with their bounds in words, one after the other: `VUL-02 at least every 3 months; IAM-04`. */
const named = (parts: readonly string[] = []): string => parts.map((part) => sayPart(part)).join('; ');
