import type { ReplyOf, RequestOf } from '#libs/contracts/contract.js';
import type { contradictionList } from '#libs/contracts/readings.contract.js';
import { clashesOf } from '#libs/crosswalk/clashes.js';
import type { AnyRow, Compiled } from '#libs/crosswalk/compiled.js';
import { explainConflict } from '#libs/crosswalk/contradiction-chains.js';
import type { ChainStep } from '#libs/crosswalk/explain.js';
import { sayPart } from '#libs/crosswalk/say-bound.js';
import { shortName, subjectOf, titleOf } from '#libs/crosswalk/say-node.js';
import { sayRow } from '#libs/crosswalk/say-row.js';
import { today } from '#libs/platform/calendar-day.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { askOf, evidenceByParty, parties, partyOf, type Party } from './ask.js';
import { compiledCatalog } from './catalog.js';
import { catalogOf } from './tenant-catalog.js';

type Listed = ReplyOf<typeof contradictionList>;
const partiesAtOnce = 100;
const most = 200;

/** What contradicts itself: rows of the catalog, and facts about one party or about all. @throws Fault `crosswalk.party-unknown` */
export async function listContradictions(database: TenantDatabase, request: RequestOf<typeof contradictionList>, context: Context): Promise<Listed> {
  const at = request.at ?? today();
  return database.run(context, async (tx) => {
    const compiled = await catalogOf(tx);
    const asked = request.party ? [await partyOf(tx, request.party)] : await parties(tx);
    const { facts, disagreements, more } = await clashesOfAll(tx, compiled, asked, at);
    return { catalog: compiled.catalog.hash, at, rows: rowConflicts(compiled), facts, disagreements, more };
  });
}

async function clashesOfAll(tx: Transaction, compiled: Compiled, asked: readonly Party[], at: string): Promise<Pick<Listed, 'facts' | 'disagreements' | 'more'>> {
  const facts: Listed['facts'] = [];
  const disagreements: Listed['disagreements'] = [];
  for (let next = 0; next < asked.length && facts.length <= most && disagreements.length <= most; next += partiesAtOnce) {
    const some = asked.slice(next, next + partiesAtOnce);
    const evidence = await evidenceByParty(tx, some.map(({ id }) => id));
    for (const one of some) {
      const party = { id: one.id, name: one.name };
      const found = clashesOf(compiled, evidence.get(one.id)!, askOf(one, { at }));
      for (const { node, scope, for: pro, against } of found.contradictions) {
        facts.push({ party, node: placeOf(compiled, node), scope: scope.filter((id) => id !== null), for: pro as Listed['facts'][number]['for'], against: against as Listed['facts'][number]['against'], touches: touchedBy(compiled, node) });
      }
      disagreements.push(...found.disagreements.map(({ node, says }) => ({ party, node: placeOf(compiled, node), says })));
    }
  }
  return { facts: facts.slice(0, most), disagreements: disagreements.slice(0, most), more: facts.length > most || disagreements.length > most };
}

function placeOf(compiled: Compiled, node: number): Listed['facts'][number]['node'] {
  const subject = subjectOf(compiled, node);
  return subject.kind === 'requirement' ? { framework: subject.framework.id, id: subject.requirement.id, title: subject.requirement.title } : { framework: null, id: shortName(compiled, node), title: titleOf(compiled, node) };
}

/** The requirements that a control is mapped to; of a requirement none. */
function touchedBy({ catalog, nodes }: Compiled, node: number): Listed['facts'][number]['touches'] {
  if (node < nodes.requirements) return [];
  const names = new Set(nodes.group[node]!.map((one) => nodes.names[one]!));
  return catalog.frameworks.map(({ id, name }) => ({
    framework: id, name, ids: [...new Set(catalog.rows.filter((row) => row.framework === id && row.relationship !== 'disjoint' && names.has(row.control)).map((row) => row.requirement))],
  })).filter(({ ids }) => ids.length > 0);
}

/** Minimal sets of rows that cannot all be true, as the chains that contradict each other. */
function rowConflicts(compiled: Compiled): Listed['rows'] {
  const { catalog } = compiled;
  const rows = new Map([...catalog.rows, ...catalog.directRows].map((row): [string, AnyRow] => [row.id, row]));
  const shipped = new Set<AnyRow>([...compiledCatalog().catalog.rows, ...compiledCatalog().catalog.directRows]);
  return compiled.contradictions.flatMap(({ rows: ids }) => {
    const told = explainConflict(compiled, ids.map((id) => rows.get(id)!));
    if (!told) return [];
    return [{ between: [...told.between], chains: told.chains.map(({ says, steps }) => ({ says, steps: steps.map((step) => shownStep(step, shipped, catalog.frameworks)) })) }];
  });
}

function shownStep({ from, to, row }: ChainStep, shipped: ReadonlySet<AnyRow>, frameworks: Compiled['catalog']['frameworks']): Listed['rows'][number]['chains'][number]['steps'][number] {
  if (row === null) return { says: `${sayPart(from)} beside ${sayPart(to)}: the order of their bounds`, row: null, own: false, reason: '', framework: null, requirement: null };
  const place = 'control' in row ? { framework: row.framework, requirement: row.requirement } : { framework: row.from.framework, requirement: row.from.id };
  return { says: sayRow(row, frameworks), row: row.id, own: !shipped.has(row), reason: row.reason, ...place };
}
