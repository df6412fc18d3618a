import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '#libs/crosswalk/compile.js';
import type { Compiled } from '#libs/crosswalk/compiled.js';
import { coverage } from '#libs/crosswalk/coverage.js';
import { withRow } from '#libs/crosswalk/change-row.js';
import type { Evidence } from '#libs/crosswalk/evidence-types.js';
import { maskIn } from '#libs/crosswalk/find-contradictions.js';
import { VERDICTS } from '#libs/crosswalk/verdict.js';
import { sweepVerdicts } from '#libs/crosswalk/verdict-sweep.js';
import { openDataFolder } from '../../apps/local/data-folder.js';
import { startPostgres } from '../../apps/local/postgres.js';
import { openSecrets } from '../../apps/local/secrets.js';
import { asked, makeCatalog, makeEvidence, type MadeCatalog, type Size } from './crosswalk-model.js';
import { namedArcs, SqlPeer, walkMaps } from './crosswalk-peers.js';
import { ms, percentile, type Figure } from './figures.js';

const usual: Size = { requirements: 800, rows: 6_000, controls: 240 };
const perParty = 120;

/**
 * The engine beside a PostgreSQL server and a plain walk over maps that answer the same questions, each answer held
 * against the engine's: all pairs of a catalog, one row changed, many parties, one party of ten; and how the cost grows.
 */
export async function measureCrosswalk(quick: boolean): Promise<Figure[]> {
  const parties = quick ? 100 : 1_000;
  const folder = await mkdtemp(join(tmpdir(), 'concord bench crosswalk '));
  const data = await openDataFolder(folder);
  const server = await startPostgres(data, await openSecrets(folder), () => undefined);
  const sql = await SqlPeer.open(server.adminUrl);
  try {
    const made = makeCatalog(usual);
    const compiled = compile(made.catalog);
    if (compiled.contradictions.length) throw new Error('the made-up rows contradict each other');
    await sql.loadCatalog(compiled);
    return [...(await measureBuild(made, compiled, sql)), ...(await measureParties(made, compiled, sql, parties)), ...measureGrowth(quick)];
  } finally {
    await sql.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureBuild({ catalog }: MadeCatalog, compiled: Compiled, sql: SqlPeer): Promise<Figure[]> {
  const build = typical(60, () => compile(catalog));
  const arcs = namedArcs(compiled);
  const maps = typical(15, () => walkMaps(arcs));
  expectPairs(compiled, [...walkMaps(arcs)].flatMap(([from, known]) => [...known].map(([to, mask]) => [nodeOf(compiled, from), nodeOf(compiled, to), mask] as const)));
  const cte = await typicalLater(7, () => sql.countPairs());
  expectPairs(compiled, (await sql.pairs()).map(({ start, node, mask }) => [start, node, mask] as const));
  const changes = catalog.rows.filter((_, at) => at % 97 === 0).map((row) => ({ ...row, relationship: 'overlaps' as const, strength: 1 }));
  const perRow = percentile(changes.map((row) => typical(10, () => withRow(compiled, row, row.id))), 0.5);
  const what = `${usual.requirements} requirements, ${usual.rows} rows`;
  return [
    { what: `all pairs of ${what}`, measured: ms(build), against: `${ms(cte)} recursive CTE, two hops`, ratio: cte / build, target: { atLeast: 40 } },
    { what: `all pairs of ${what}`, measured: ms(build), against: `${ms(maps)} walk over maps, two hops`, ratio: maps / build, target: { atLeast: 10 } },
    { what: 'one row changed', measured: ms(perRow), against: `${ms(build)} build`, ratio: perRow / build, target: { atMost: 0.1 } },
  ];
}

async function measureParties(made: MadeCatalog, compiled: Compiled, sql: SqlPeer, count: number): Promise<Figure[]> {
  const parties = Array.from({ length: count }, (_, at) => makeEvidence(made, `p${at}`, perParty, at + 1));
  const sweepAll = (some: readonly (readonly Evidence[])[]) => some.map((facts) => sweepVerdicts(compiled, facts, { party: facts[0]!.party, at: asked }));
  const all = typical(5, () => sweepAll(parties));
  await sql.loadFacts(compiled, parties);
  const answers = await sql.verdicts(compiled.nodes.requirements);
  const began = performance.now();
  await sql.verdicts(compiled.nodes.requirements);
  const joined = performance.now() - began;
  sweepAll(parties).forEach((swept, party) => {
    const other = answers.get(party)!;
    const code: Record<string, number> = { unknown: 0, met: 1, 'not-met': 2, partly: 3 };
    swept.forEach((verdict, node) => {
      if (code[VERDICTS[verdict]!] !== other[node]) throw new Error(`party ${party}, ${compiled.nodes.names[node]}: ${VERDICTS[verdict]} here, ${other[node]} by SQL`);
    });
  });
  const ten = parties.slice(0, 10);
  const tenAtOnce = typical(60, () => sweepAll(ten));
  const one = percentile(ten.map((_, at) => typical(60, () => sweepAll(ten.slice(at, at + 1)))), 0.5);
  const page = typical(5, () => sweepAll(parties.slice(0, 50)));
  const whole = typical(5, () => parties.slice(0, 50).map((facts) => coverage(compiled, facts, { party: facts[0]!.party, at: asked })));
  return [
    { what: `${count} parties × ${perParty} facts × 5 frameworks`, measured: ms(all), against: `${ms(joined)} SQL joins`, ratio: joined / all, target: { atLeast: 20 } },
    { what: 'one party changed, of ten', measured: ms(one), against: `${ms(tenAtOnce)} all ten`, ratio: one / tenAtOnce, target: { atMost: 0.1 } },
    { what: 'a page of 50 parties × 5 frameworks: verdicts; with parts, share and validity', measured: `${ms(page)}; ${ms(whole)}`, against: '' },
  ];
}

/** Each size doubled three times; the cost per arc or fact visited must not grow with it. */
function measureGrowth(quick: boolean): Figure[] {
  const factors = quick ? [1, 2, 4] : [1, 2, 4, 8];
  const { requirements, rows, controls } = usual;
  const builds = (what: string, sizeOf: (factor: number) => Size) => growth(`build, ${what}`, 'arc', factors, (factor) => {
    const { catalog } = makeCatalog(sizeOf(factor));
    return { visited: visitsOf(compile(catalog)), time: typical(5, () => compile(catalog)) };
  });
  const made = makeCatalog(usual);
  const compiled = compile(made.catalog);
  const sweeps = (what: string, partiesAt: (factor: number) => number, factsAt: (factor: number) => number) => growth(`verdicts, ${what}`, 'fact', factors, (factor) => {
    const parties = Array.from({ length: partiesAt(factor) }, (_, at) => makeEvidence(made, `p${at}`, factsAt(factor), at + 1));
    return { visited: partiesAt(factor) * factsAt(factor), time: typical(5, () => parties.map((facts) => sweepVerdicts(compiled, facts, { party: facts[0]!.party, at: asked }))) };
  });
  return [
    builds('requirements, rows and controls', (factor) => ({ requirements: requirements * factor, rows: rows * factor, controls: controls * factor })),
    builds('requirements and rows', (factor) => ({ requirements: requirements * factor, rows: rows * factor, controls })),
    builds('rows', (factor) => ({ requirements, rows: rows * factor, controls })),
    sweeps('parties', (factor) => 100 * factor, () => perParty),
    sweeps('facts', () => 50, (factor) => perParty * factor),
  ];
}

function growth(what: string, unit: string, factors: readonly number[], measure: (factor: number) => { visited: number; time: number }): Figure {
  const points = factors.map((factor) => ({ factor, ...measure(factor) }));
  const each = points.map(({ visited, time }) => (time * 1_000_000) / visited);
  return {
    what: `${what} × ${factors.join(', ')}`,
    measured: points.map(({ time }) => ms(time)).join(', '),
    against: `${points.map(({ visited }) => visited.toLocaleString('en')).join(', ')} ${unit}s; ${each.map((value) => value.toFixed(1)).join(', ')} ns each`,
    ratio: each[each.length - 1]! / each[0]!, target: { atMost: 1.5 },
  };
}

/** How many arcs a walk of two hops from every node visits. */
function visitsOf({ arcs }: Compiled): number {
  return arcs.reduce((sum, { to }) => sum + [...to].reduce((hops, middle) => hops + 1 + arcs[middle]!.to.length, 0), 0);
}

function expectPairs({ pairs, nodes }: Compiled, found: readonly (readonly [number, number, number])[]): void {
  const own = pairs.reduce((sum, { to }) => sum + to.length, 0);
  const wrong = found.find(([from, to, mask]) => maskIn(pairs, from, to) !== mask);
  if (wrong) throw new Error(`${nodes.names[wrong[0]]} and ${nodes.names[wrong[1]]}: ${maskIn(pairs, wrong[0], wrong[1])} here, ${wrong[2]} by the peer`);
  if (own !== found.length) throw new Error(`${own} pairs here, ${found.length} by the peer`);
}

const nodeOf = ({ nodes }: Compiled, name: string): number => nodes.ofRequirement.get(name) ?? nodes.ofControl.get(name)!;

/** What a run takes when nothing else is in its way: a tenth of the runs were faster, after half as many that do not count. */
function typical(times: number, work: () => unknown): number {
  for (let run = 0; run < times / 2; run++) work();
  return percentile(Array.from({ length: times }, () => timed(work)[0]), 0.1);
}

async function typicalLater(times: number, work: () => Promise<unknown>): Promise<number> {
  const samples: number[] = [];
  for (let run = 0; run <= times; run++) {
    const start = performance.now();
    await work();
    if (run > 0) samples.push(performance.now() - start);
  }
  return percentile(samples, 0.1);
}

function timed<T>(work: () => T): [number, T] {
  const start = performance.now();
  const value = work();
  return [performance.now() - start, value];
}
