import type { Catalog } from './catalog-types.js';
import { compile } from './compile.js';
import { coverage } from './coverage.js';
import type { CoverageAnswer } from './coverage.js';
import { shuffled } from './random-models.fixture.js';
import { randomWorld } from './random-worlds.fixture.js';
import type { World } from './random-worlds.fixture.js';
import { slowCoverage } from './slow-coverage.fixture.js';
import { VERDICTS } from './verdict.js';
import { sweepVerdicts } from './verdict-sweep.js';

/** Worlds a run; `MODELS=10000` for the full count. */
const MODELS = Number(process.env.MODELS ?? 400);

describe(`on ${MODELS} random worlds with scopes, dates, versions, bounds, opinions, exceptions, roles and trees`, () => {
  test('coverage is what a slow reading of the rules gives, whatever facts say, in any order of rows and facts', () => {
    const seen: Record<string, number> = {};
    for (let seed = 1; seed <= MODELS; seed++) {
      const { catalog, evidence, ask } = randomWorld(seed, false);
      const compiled = compile(catalog);
      const answer = coverage(compiled, evidence, ask);
      expectAnswer(seed, catalog, answer, slowCoverage(catalog, evidence, ask), seen);
      expect([...sweepVerdicts(compiled, evidence, ask)].map((code) => VERDICTS[code])).toEqual(answer.frameworks.flatMap(({ requirements }) => requirements.map(({ verdict }) => verdict)));
      // each verdict has its reasons, and they come to an end
      for (const { requirements } of coverage(compiled, evidence, { ...ask, reasons: true }).frameworks) for (const { id, verdict, reasons } of requirements) {
        if (verdict !== 'unknown' && reasons!.length === 0) throw new Error(`seed ${seed}: ${id} is called ${verdict}, and no reason is given`);
      }
      if (seed % 5 === 0) {
        const mixed = { ...catalog, rows: shuffled(catalog.rows, seed), directRows: shuffled(catalog.directRows, seed) };
        expect(coverage(compile(mixed), shuffled(evidence, seed), ask)).toEqual(answer);
      }
    }
    // every verdict and every flag has to occur, or the comparison says nothing of it
    for (const verdict of VERDICTS) expect([verdict, (seen[verdict] ?? 0) >= MODELS / 50]).toEqual([verdict, true]);
    for (const flag of ['aged', 'expired', 'unbound', 'rolled up', 'some of the scope']) expect([flag, (seen[flag] ?? 0) >= MODELS / 50]).toEqual([flag, true]);
  });

  test('no verdict is false where the facts that count are true, and it equals the slow reading', () => {
    const seen: Record<string, number> = {};
    for (let seed = 1; seed <= MODELS; seed++) {
      const world = randomWorld(seed + 5_000_000, true);
      const answer = coverage(compile(world.catalog), world.evidence, world.ask);
      expectAnswer(seed, world.catalog, answer, slowCoverage(world.catalog, world.evidence, world.ask), seen);
      for (const { id, requirements } of answer.frameworks) for (const { id: requirement, verdict, scope } of requirements) expectTrue(world, seed, `${id}:${requirement}`, verdict, scope);
    }
    expect(seen['met']).toBeGreaterThan(MODELS / 4);
    expect(seen['not-met']).toBeGreaterThan(MODELS / 4);
  });
});

function expectAnswer(seed: number, catalog: Catalog, { frameworks }: CoverageAnswer, slow: ReturnType<typeof slowCoverage>, seen: Record<string, number>): void {
  const note = (what: string): void => void (seen[what] = (seen[what] ?? 0) + 1);
  for (const { id, requirements, totals } of frameworks) {
    for (const requirement of requirements) {
      const { verdict, binds, assurance, validUntil, aged, expired, rollup } = requirement;
      const own = { verdict, binds, assurance, validUntil, aged, wasMet: expired !== null, rollup };
      const other = slow.get(`${id}:${requirement.id}`)!;
      if (JSON.stringify(own) !== JSON.stringify(other)) expect({ seed, id: requirement.id, ...own }).toEqual({ seed, id: requirement.id, ...other });
      note(verdict);
      if (aged) note('aged');
      if (expired) note('expired');
      if (!binds) note('unbound');
      if (rollup) note('rolled up');
      if (requirement.scope) note('some of the scope');
    }
    const { requirements: tree } = catalog.frameworks.find((one) => one.id === id)!;
    const counted = tree.filter(({ assessable }) => assessable).map((requirement) => slow.get(`${id}:${requirement.id}`)!).filter(({ binds }) => binds).map(({ verdict }) => verdict);
    for (const verdict of VERDICTS) if (totals[verdict] !== counted.filter((one) => one === verdict).length) throw new Error(`seed ${seed}: ${id} counts ${totals[verdict]} ${verdict}`);
  }
}

/** Held against the duties themselves, on every id of the scope that was asked for, or that the verdict holds for. */
function expectTrue({ sets, fulfilled, ask }: World, seed: number, name: string, verdict: string, scope: readonly string[] | undefined): void {
  const all = ask.scope?.length ? ask.scope : [...fulfilled.keys()];
  const shares = (scope ?? all).map((id) => {
    const done = fulfilled.get(id)!;
    const duties = [...sets.get(name)!];
    return duties.filter((atom) => done.has(atom)).length / duties.length;
  });
  const isTrue = verdict === 'met' || verdict === 'met-with-exceptions' ? shares.every((share) => share === 1)
    : verdict === 'not-met' ? shares.some((share) => share < 1) : verdict === 'partly' ? shares.some((share) => share > 0) : true;
  if (!isTrue) throw new Error(`seed ${seed}: ${name} is called ${verdict}; of its duties are fulfilled ${shares.join(', ')}`);
}
