import { componentDefinition } from '#libs/catalog/export/oscal-component.js';
import type { RequestOf } from '#libs/contracts/contract.js';
import type { coverageExport } from '#libs/contracts/exports.contract.js';
import type { Compiled } from '#libs/crosswalk/compiled.js';
import type { CoverageAnswer } from '#libs/crosswalk/coverage.js';
import type { Evidence } from '#libs/crosswalk/evidence-types.js';
import { sayPart } from '#libs/crosswalk/say-bound.js';
import type { Context } from '#libs/platform/context.js';
import type { ObjectStore } from '#libs/platform/object-store.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { coverageFor, type Party } from './ask.js';
import { citedSources } from './cited-sources.js';
import { frameworkOf } from './catalog.js';
import { coverageReport } from './coverage-report.js';
import { known } from './questions.js';
import { exportFile, tablesAs } from './export-file.js';

/** Writes the coverage of a party as a file and answers where it lies. Each file names catalog and date. */
export async function exportCoverage(database: TenantDatabase, store: ObjectStore, request: RequestOf<typeof coverageExport>, context: Context) {
  const { compiled, party, facts, frameworks } = await known(database, request.party, context, request.frameworks);
  const question = { ...request, frameworks };
  const { format } = request;
  // a component definition is about the whole of each framework
  const answer = coverageFor(compiled, party, facts, format === 'oscal' ? { ...question, domain: undefined, appliesTo: undefined } : question, format !== 'json');
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const content = format === 'json' ? JSON.stringify(answer, null, 1) : format === 'pdf' ? await coverageReport(compiled, party, answer, byId)
    : format === 'oscal' ? JSON.stringify(componentDefinition(compiled.catalog, party, answer, { catalog: answer.catalog, made: new Date().toISOString() }), null, 1)
    : await tablesAs(format, format === 'csv' ? [{ name: 'coverage', rows: answer.frameworks.flatMap((framework) => coverageRows(compiled, party, answer, framework, byId)) }]
      : answer.frameworks.map((framework) => ({ name: frameworkOf(compiled, framework.id).name, rows: coverageRows(compiled, party, answer, framework, byId) })));
  return exportFile(store, context, `coverage ${party.name} ${answer.at}`, format, content);
}

/** One line per assessable requirement of a framework, with the sources and pages that its verdict rests on. */
function coverageRows(compiled: Compiled, party: Pick<Party, 'name'>, answer: CoverageAnswer, framework: CoverageAnswer['frameworks'][number], facts: ReadonlyMap<string, Evidence>): Record<string, string>[] {
  const tree = frameworkOf(compiled, framework.id);
  const byId = new Map(framework.requirements.map((one) => [one.id, one]));
  return tree.requirements.filter(({ assessable }) => assessable).map((requirement) => {
    const one = byId.get(requirement.id);
    return {
      party: party.name, framework: tree.name, version: tree.version, requirement: requirement.id, title: requirement.title,
      binds: one?.binds ? 'yes' : 'no', verdict: one?.verdict ?? 'unknown', assurance: one?.assurance ?? '', valid_until: one?.validUntil ?? '',
      expired: one?.expired ?? '', exceptions: one?.exceptions ? 'yes' : '', rests_on: citedSources(one?.reasons ?? [], facts).join('; '), met: named(one?.parts.met), missing: named(one?.parts.missing),
      unknown: named(one?.parts.unknown), residue: one?.residue ?? '', at: answer.at, catalog: answer.catalog,
    };
  });
}

/** Controls with their bounds in words, one after the other: `VUL-02 at least every 3 months; IAM-04`. */
const named = (parts: readonly string[] = []): string => parts.map((part) => sayPart(part)).join('; ');
