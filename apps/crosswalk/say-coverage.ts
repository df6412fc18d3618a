import { coverageChanged } from '#libs/contracts/crosswalk.contract.js';
import { requirementName, type Compiled } from '#libs/crosswalk/compiled.js';
import { bindsParty } from '#libs/crosswalk/coverage.js';
import { VERDICTS, type Verdict } from '#libs/crosswalk/verdict.js';
import { sweepVerdicts } from '#libs/crosswalk/verdict-sweep.js';
import { today } from '#libs/platform/calendar-day.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { askOf, evidenceByParty, type Party } from './ask.js';
import { compiledCatalog } from './catalog.js';
import { choiceOf, isShown, type Choice } from './framework-choice.js';
import { catalogOf } from './tenant-catalog.js';

type Verdicts = Record<string, Record<string, Verdict>>;
interface State { readonly party: string; readonly sequence: number; readonly verdicts: Verdicts }
const most = 100;
const mostChanges = 2_000;

/** Says the coverage of the parties that are due. @returns whether more may be due */
export async function sayDueCoverage(tx: Transaction): Promise<boolean> {
  const { tenant } = tx.context;
  lockCoverage(tx);
  const due = await tx.query<{ party: string }>(
    'delete from crosswalk.coverage_due where tenant_id = $1 and id in (select id from crosswalk.coverage_due where tenant_id = $1 order by id limit $2) returning party', [tenant, most]);
  if (due.length) await sayCoverage(tx, [...new Set(due.map(({ party }) => party))]);
  return due.length === most;
}

/** Computes the coverage of parties anew and tells what has changed since it was last said; nothing where nothing has. */
export async function sayCoverage(tx: Transaction, ids: readonly string[]): Promise<void> {
  const { tenant } = tx.context;
  lockCoverage(tx);
  const [compiled, choice, parties, facts, states] = await Promise.all([
    catalogOf(tx), choiceOf(tx),
    tx.query<Party>('select id, name, roles from crosswalk.party where tenant_id = $1 and id = any($2)', [tenant, ids]),
    evidenceByParty(tx, ids),
    tx.query<State>('select party, sequence, verdicts from crosswalk.coverage_state where tenant_id = $1 and party = any($2)', [tenant, ids]),
  ]);
  const now: State[] = [];
  for (const id of ids) {
    const party = parties.find((one) => one.id === id) ?? { id, name: id, roles: [] };
    const swept = sweepVerdicts(compiled, facts.get(id)!, askOf(party, {}));
    const { verdicts, frameworks } = verdictsOf(compiled, choice, party, swept);
    const before = states.find((state) => state.party === id);
    const changed = changesOf(before?.verdicts ?? {}, verdicts);
    if (before && !changed.length && looksAt(before.verdicts) === looksAt(verdicts)) continue;
    const state = { party: id, sequence: (before?.sequence ?? 0) + 1, verdicts };
    now.push(state);
    await tx.emit(coverageChanged, {
      party: id, catalog: compiled.catalog.hash, at: today(), sequence: state.sequence, computed: new Date().toISOString(), frameworks, changed: changed.slice(0, mostChanges),
    });
  }
  keep(tx, compiled.catalog.hash, now);
}

/** One at a time for a tenant, so that no older answer follows a newer one: what is read afterwards is read under the lock. */
function lockCoverage(tx: Transaction): void {
  tx.send('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`coverage ${tx.context.tenant}`]);
}

function keep(tx: Transaction, catalog: string, states: readonly State[]): void {
  if (!states.length) return;
  tx.send(
    `insert into crosswalk.coverage_state (tenant_id, party, sequence, catalog, shipped, verdicts)
     select $1, s.party, s.sequence, $2, $6, s.verdicts from unnest($3::text[], $4::integer[], $5::jsonb[]) as s (party, sequence, verdicts)
     on conflict (tenant_id, party) do update set sequence = excluded.sequence, catalog = excluded.catalog, verdicts = excluded.verdicts`,
    [tx.context.tenant, catalog, states.map(({ party }) => party), states.map(({ sequence }) => sequence), states.map(({ verdicts }) => JSON.stringify(verdicts)), compiledCatalog().catalog.hash],
  );
}

/** The verdicts other than unknown in the frameworks that are looked at, and the totals of what is assessable and binds. */
function verdictsOf(compiled: Compiled, choice: Choice, party: Party, swept: Uint8Array): { verdicts: Verdicts; frameworks: { id: string; name: string; totals: Record<string, number> }[] } {
  const roles = party.roles.length ? party.roles : undefined;
  const verdicts: Verdicts = {};
  const frameworks = compiled.catalog.frameworks.filter((one) => isShown(choice, one)).map(({ id, name, requirements }) => {
    const totals: Record<string, number> = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0]));
    const known = (verdicts[id] = {} as Record<string, Verdict>);
    for (const requirement of requirements) {
      const verdict = VERDICTS[swept[compiled.nodes.ofRequirement.get(requirementName(id, requirement.id))!]!]!;
      if (verdict !== 'unknown') known[requirement.id] = verdict;
      if (requirement.assessable && bindsParty(requirement, roles)) totals[verdict]! += 1;
    }
    return { id, name, totals };
  });
  return { verdicts, frameworks };
}

const looksAt = (verdicts: Verdicts): string => Object.keys(verdicts).sort().join();

/** What became of requirements that are looked at; a framework that is left out now has lost no verdict. */
function changesOf(before: Verdicts, now: Verdicts): { framework: string; id: string; from: Verdict; to: Verdict }[] {
  return Object.keys(now).flatMap((framework) => {
    const [was, is] = [before[framework] ?? {}, now[framework] ?? {}];
    return [...new Set([...Object.keys(was), ...Object.keys(is)])]
      .map((id) => ({ framework, id, from: was[id] ?? 'unknown' as const, to: is[id] ?? 'unknown' as const }))
      .filter(({ from, to }) => from !== to);
  });
}
