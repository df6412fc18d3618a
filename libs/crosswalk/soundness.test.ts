import { maskOfBounds } from './parameter.js';
import { compile } from './compile.js';
import type { Compiled, Links } from './compiled.js';
import { coverage } from './coverage.js';
import { maskIn } from './find-contradictions.js';
import { randomSetModel, shuffled } from './random-models.fixture.js';
import type { SetModel } from './random-models.fixture.js';
import { ALL, DR, MASK_OF_WORD, compose, converse, isHolding, isInside, relationOfSets } from './relation.js';
import { assess } from './situation.js';
import { solve } from './solve.js';
import type { Model } from './solve-types.js';
import { verdictOf } from './verdict.js';
import { withRow, withoutRow } from './change-row.js';

/** Models a run; `MODELS=10000` for the full count. */
const MODELS = Number(process.env.MODELS ?? 400);
const ask = { party: 'p', at: '2025-07-01' } as const;
const small = { requirements: 5, controls: 4, rows: 10, direct: 3, atoms: 7, facts: 4 };
const medium = { requirements: 14, controls: 8, rows: 36, direct: 6, atoms: 12, facts: 8 };
const modelAt = (seed: number): SetModel => randomSetModel(seed, seed % 3 === 0 ? medium : small);

/** The model in the words of the bare engine; bounds become rows, and measured values are left out. */
function bareModel({ catalog, evidence }: SetModel, compiled: Compiled): Model {
  const { names, group, bounds } = compiled.nodes;
  const words = { 1: 'equal', 2: 'subset', 4: 'superset', 15: 'overlaps' } as const;
  return {
    nodes: names,
    rows: [
      ...catalog.rows.map((row) => ({ from: `${row.framework}:${row.requirement}`, to: row.control, relation: row.relationship })),
      ...catalog.directRows.map((row) => ({ from: `${row.from.framework}:${row.from.id}`, to: `${row.to.framework}:${row.to.id}`, relation: row.relationship })),
      ...names.flatMap((from, a) => group[a]!.filter((b) => b > a).map((b) => ({ from, to: names[b]!, relation: words[maskOfBounds(bounds[a]!, bounds[b]!) as 1] }))),
    ],
    parts: Object.fromEntries(compiled.covers.map(({ node, links }) => [names[node]!, [...links].map((link) => names[link]!)])),
    evidence: evidence.filter(({ target }) => target.kind === 'requirement' || names.includes(target.id))
      .map(({ target, verdict }) => ({ node: target.kind === 'requirement' ? `${target.framework}:${target.id}` : target.id, verdict: verdict as 'met' })),
  };
}

/** Masks by trying every triple over and over. */
function slowClosure(model: Model): number[][] {
  const at = new Map(model.nodes.map((node, i) => [node, i]));
  const masks = model.nodes.map((_, i) => model.nodes.map((__, j) => (i === j ? 1 : ALL)));
  for (const { from, to, relation } of model.rows) {
    const [i, j] = [at.get(from)!, at.get(to)!];
    masks[i]![j]! &= MASK_OF_WORD[relation];
    masks[j]![i]! &= converse(MASK_OF_WORD[relation]);
  }
  for (let isMoving = true; isMoving;) {
    isMoving = false;
    for (let i = 0; i < masks.length; i++) for (let j = 0; j < masks.length; j++) for (let k = 0; k < masks.length; k++) {
      const tight = masks[i]![k]! & compose(masks[i]![j]!, masks[j]![k]!);
      if (tight !== masks[i]![k]) {
        masks[i]![k] = tight;
        isMoving = true;
      }
    }
  }
  return masks;
}

/** Rules 1 to 3 read off masks. What proof and disproof meet in passes nothing on; what it might have passed is settled from both sides. */
function slowVerdicts(names: readonly string[], masks: readonly (readonly number[])[], saidMet: ReadonlySet<number>, saidNotMet: ReadonlySet<number>, parts: ReadonlyMap<number, readonly number[]>): string[] {
  const close = (silent: ReadonlySet<number>): { met: Set<number>; notMet: Set<number> } => {
    const [met, notMet] = [new Set(saidMet), new Set(saidNotMet)];
    const speaks = (one: number): boolean => !silent.has(one);
    for (let before = -1; before !== met.size + notMet.size;) {
      before = met.size + notMet.size;
      names.forEach((_, r) => {
        if ([...met].filter(speaks).some((n) => isInside(masks[r]![n]!)) || parts.get(r)?.every((part) => met.has(part) && speaks(part))) met.add(r);
        if ([...notMet].filter(speaks).some((n) => isHolding(masks[r]![n]!))) notMet.add(r);
      });
    }
    return { met, notMet };
  };
  const clash = (silent: ReadonlySet<number>): Set<number> => {
    const { met, notMet } = close(silent);
    return new Set([...met].filter((n) => notMet.has(n)));
  };
  let silent = clash(new Set());
  for (let before = -1; before !== silent.size;) {
    before = silent.size;
    silent = clash(clash(silent));
  }
  const { met, notMet } = close(silent);
  return names.map((_, r) => {
    if (silent.has(r)) return 'contradiction';
    if (met.has(r)) return 'met';
    if (notMet.has(r)) return 'not-met';
    return [...met].some((n) => !silent.has(n) && masks[r]![n] !== 0 && !(masks[r]![n]! & DR)) ? 'partly' : 'unknown';
  });
}

/** Disjoint minimal sets of rows that cannot all be true, by leaving out one row after the other in their order. */
function slowConflicts(model: Model): number[][] {
  const isPossible = (rows: readonly number[]): boolean => slowClosure({ ...model, rows: rows.map((at) => model.rows[at]!) }).every((masks) => masks.every((mask) => mask !== 0));
  const found: number[][] = [];
  for (let left = model.rows.map((_, at) => at); !isPossible(left);) {
    let core = left;
    for (const row of left) {
      const fewer = core.filter((one) => one !== row);
      if (!isPossible(fewer)) core = fewer;
    }
    found.push(core);
    left = left.filter((row) => !core.includes(row));
  }
  return found;
}

/** As `toEqual`, but cheap where they are the same: this is asked thousands of times. */
function expectEqual(one: unknown, other: unknown): void {
  if (JSON.stringify(one) !== JSON.stringify(other)) expect(one).toEqual(other);
}

const asMap = ({ to, mask }: Links): Record<number, number> => Object.fromEntries([...to].map((node, i) => [node, mask[i]!]));

describe(`on ${MODELS} random set models`, () => {
  test('the bare engine excludes no true relation, claims no false verdict, and equals a slow reading', () => {
    for (let seed = 1; seed <= MODELS; seed++) {
      const data = modelAt(seed);
      const model = bareModel(data, compile(data.catalog));
      const answer = solve(model);
      expect(answer.contradictions).toEqual([]);
      const masks = slowClosure(model);
      const slow: unknown[] = [];
      model.nodes.forEach((from, i) => model.nodes.forEach((to, j) => {
        if (i < j && masks[i]![j] !== ALL) slow.push({ from, to, mask: ['EQ', 'PP', 'PPi', 'PO', 'DR'].filter((_, bit) => masks[i]![j]! & (1 << bit)) });
        if (!(masks[i]![j]! & relationOfSets(data.sets.get(from)!, data.sets.get(to)!))) throw new Error(`seed ${seed}: the true relation of ${from} and ${to} is excluded`);
      }));
      expectEqual(answer.relations, slow);
      const at = new Map(model.nodes.map((node, i) => [node, i]));
      const said = (verdict: string): Set<number> => new Set(model.evidence!.filter((one) => one.verdict === verdict).map(({ node }) => at.get(node)!));
      const parts = new Map(Object.entries(model.parts!).map(([node, links]) => [at.get(node)!, links.map((link) => at.get(link)!)]));
      expectEqual(Object.values(answer.verdicts), slowVerdicts(model.nodes, masks, said('met'), said('not-met'), parts));
      expectTrue(data, Object.entries(answer.verdicts), seed);
      if (seed % 10 === 0) expect(solve({ ...model, rows: shuffled(model.rows, seed), evidence: shuffled(model.evidence!, seed) })).toEqual(answer);
    }
  });

  test('a compiled catalog excludes no true relation, claims no false verdict, and equals a slow reading', () => {
    for (let seed = 1; seed <= MODELS; seed++) {
      const data = modelAt(seed + 1_000_000);
      const compiled = compile(data.catalog);
      const { names, size } = compiled.nodes;
      expect(compiled.contradictions).toEqual([]);
      const masks = slowTwoHops(compiled, bareModel(data, compiled));
      for (let i = 0; i < size; i++) {
        const up = asMap(compiled.up[i]!);
        for (let j = 0; j < size; j++) {
          if (i === j) continue;
          const mask = maskIn(compiled.pairs, i, j) & (up[j] ?? ALL);
          if (!(mask & relationOfSets(data.sets.get(names[i]!)!, data.sets.get(names[j]!)!))) throw new Error(`seed ${seed}: the true relation of ${names[i]} and ${names[j]} is excluded`);
          if (isInside(mask) !== isInside(masks[i]![j]!)) throw new Error(`seed ${seed}: ${names[i]} in ${names[j]} is ${mask}, slowly ${masks[i]![j]}`);
        }
      }
      const { parts: [part] } = assess(compiled, data.evidence, ask);
      const { proof, overlaps } = part!;
      const verdicts = names.map((_, node) => verdictOf(proof, overlaps[node]!, node));
      const said = (kind: string): Set<number> => new Set(proof.marks.filter((mark) => mark.kind === kind).map(({ node }) => node));
      const covers = new Map(compiled.covers.map(({ node, links }) => [node, [...links]]));
      expectEqual(verdicts, slowVerdicts(names, masks, said('met'), said('not-met'), covers));
      expectTrue(data, names.map((name, node) => [name, verdicts[node]!]), seed);
      if (seed % 10 === 0) {
        const mixed = { ...data.catalog, rows: shuffled(data.catalog.rows, seed), directRows: shuffled(data.catalog.directRows, seed) };
        expect(coverage(compile(mixed), shuffled(data.evidence, seed), ask)).toEqual(coverage(compiled, data.evidence, ask));
      }
    }
  });

  test('under facts that contradict each other no verdict rests on a contradiction, whatever the order', () => {
    let contradictions = 0;
    for (let seed = 1; seed <= MODELS / 4; seed++) {
      const data = modelAt(seed + 4_000_000);
      const model = bareModel(data, compile(data.catalog));
      const evidence = model.nodes.filter((_, at) => (at * 7 + seed) % 4 === 0).map((node, at) => ({ node, verdict: (at + seed) % 3 === 0 ? 'not-met' as const : 'met' as const }));
      const { verdicts } = solve({ ...model, evidence });
      expect(solve({ ...model, rows: shuffled(model.rows, seed), evidence: shuffled(evidence, seed) }).verdicts).toEqual(verdicts);
      const masks = slowClosure(model);
      const at = new Map(model.nodes.map((node, i) => [node, i]));
      const said = (verdict: string): Set<number> => new Set(evidence.filter((one) => one.verdict === verdict).map(({ node }) => at.get(node)!));
      expectEqual(Object.values(verdicts), slowVerdicts(model.nodes, masks, said('met'), said('not-met'), new Map(Object.entries(model.parts!).map(([node, links]) => [at.get(node)!, links.map((link) => at.get(link)!)]))));
      const isSaid = (node: string, verdict: string): boolean => evidence.some((one) => one.node === node && one.verdict === verdict);
      const firm = (verdict: string): string[] => model.nodes.filter((node) => verdicts[node] === verdict);
      for (const node of model.nodes) {
        const mask = (other: string): number => masks[at.get(node)!]![at.get(other)!]!;
        const [inside, holds] = [firm('met').some((other) => other !== node && isInside(mask(other))), firm('not-met').some((other) => other !== node && isHolding(mask(other)))];
        const isCovered = model.parts![node]?.every((part) => verdicts[part] === 'met') ?? false;
        if (verdicts[node] === 'met') expect(isSaid(node, 'met') || inside || isCovered).toBe(true);
        if (verdicts[node] === 'not-met') expect(isSaid(node, 'not-met') || holds).toBe(true);
        if (verdicts[node] === 'unknown' || verdicts[node] === 'partly') expect(inside || holds || isCovered).toBe(false);
        if (isSaid(node, 'met') && isSaid(node, 'not-met')) expect(verdicts[node]).toBe('contradiction');
        if (verdicts[node] === 'contradiction') contradictions++;
      }
      const compiledFacts = evidence.map(({ node, verdict }, i) => ({
        ...data.evidence[0]!, id: `x${i}`, verdict, measured: undefined, target: node.includes(':') ? { kind: 'requirement' as const, framework: node.split(':')[0], id: node.split(':')[1]! } : { kind: 'control' as const, id: node },
      }));
      const compiled = compile(data.catalog);
      const answer = coverage(compiled, compiledFacts, ask);
      expect(coverage(compile({ ...data.catalog, rows: shuffled(data.catalog.rows, seed) }), shuffled(compiledFacts, seed), ask)).toEqual(answer);
    }
    expect(contradictions).toBeGreaterThan(MODELS / 20);
  });

  test('one row changed gives what a build from the start gives', () => {
    for (let seed = 1; seed <= MODELS / 5; seed++) {
      const { catalog } = modelAt(seed + 2_000_000);
      const row = catalog.rows[seed % catalog.rows.length]!;
      const full = compile(catalog);
      const without = withoutRow(full, row.id, 'less');
      expectSame(without, compile({ ...catalog, hash: 'less', rows: catalog.rows.filter(({ id }) => id !== row.id) }));
      expectSame(withRow(without, row, 'again'), compile({ ...catalog, hash: 'again' }));
      const looser = { ...row, relationship: 'overlaps' as const };
      if (row.relationship !== 'disjoint') expectSame(withRow(full, looser, 'loose'), compile({ ...catalog, rows: catalog.rows.map((one) => (one.id === row.id ? looser : one)) }));
    }
  });

  test('two hops are one step between, and rows that cannot all be true are those that leaving out one by one finds', () => {
    let found = 0;
    for (let seed = 1; seed <= MODELS / 5; seed++) {
      const data = randomSetModel(seed + 6_000_000, small);
      const model = bareModel(data, compile(data.catalog));
      const at = new Map(model.nodes.map((node, i) => [node, i]));
      const stated = model.nodes.map((_, i) => model.nodes.map((__, j) => (i === j ? 1 : ALL)));
      for (const { from, to, relation } of model.rows) {
        stated[at.get(from)!]![at.get(to)!]! &= MASK_OF_WORD[relation];
        stated[at.get(to)!]![at.get(from)!]! &= converse(MASK_OF_WORD[relation]);
      }
      const twoHops = model.nodes.flatMap((from, i) => model.nodes.flatMap((to, j) => {
        const mask = model.nodes.reduce((known, _, k) => known & compose(stated[i]![k]!, stated[k]![j]!), stated[i]![j]!);
        return i < j && mask !== ALL ? [{ from, to, mask: ['EQ', 'PP', 'PPi', 'PO', 'DR'].filter((__, bit) => mask & (1 << bit)) }] : [];
      }));
      expectEqual(solve({ ...model, hops: 2 }).relations, twoHops);
      const falsified = { ...model, rows: model.rows.map((row, i) => (i % 5 === seed % 5 ? { ...row, relation: 'equal' as const } : row)), evidence: [] };
      const conflicts = slowConflicts(falsified);
      found += conflicts.length;
      expectEqual(solve(falsified).contradictions, conflicts);
    }
    expect(found).toBeGreaterThan(MODELS / 20);
  });

  test('rows that were falsified are set aside in minimal sets, whatever their order, and the rest goes on', () => {
    let found = 0;
    for (let seed = 1; seed <= MODELS / 5; seed++) {
      const { catalog } = modelAt(seed + 3_000_000);
      const rows = catalog.rows.map((row, at) => (at % 7 === seed % 7 ? { ...row, relationship: 'equal' as const } : row));
      const compiled = compile({ ...catalog, rows });
      const aside = compiled.contradictions.flatMap((one) => one.rows);
      expect(new Set(aside).size).toBe(aside.length);
      found += aside.length;
      for (const contradiction of compiled.contradictions) {
        const only = { ...catalog, rows: rows.filter(({ id }) => contradiction.rows.includes(id)), directRows: catalog.directRows.filter(({ id }) => contradiction.rows.includes(id)) };
        const model = bareModel({ catalog: only, evidence: [] } as unknown as SetModel, compile({ ...only, rows: [...only.rows] }));
        expect(solve(model).contradictions).not.toEqual([]);
        for (const id of contradiction.rows) {
          const fewer = { ...only, rows: only.rows.filter((row) => row.id !== id), directRows: only.directRows.filter((row) => row.id !== id) };
          expect(solve(bareModel({ catalog: fewer, evidence: [] } as unknown as SetModel, compile(fewer))).contradictions).toEqual([]);
        }
      }
      expect(compile({ ...catalog, rows: shuffled(rows, seed) }).contradictions).toEqual(compiled.contradictions);
    }
    expect(found).toBeGreaterThan(MODELS / 50);
  });
});

/** Two hops over the stated masks with bounds closed beforehand, then containment closed; all by full matrices. */
function slowTwoHops(compiled: Compiled, model: Model): number[][] {
  const size = model.nodes.length;
  const { group } = compiled.nodes;
  const at = new Map(model.nodes.map((node, i) => [node, i]));
  const stated = model.nodes.map((_, i) => model.nodes.map((__, j) => (i === j ? 1 : ALL)));
  for (const { from, to, relation } of model.rows) {
    const [i, j] = [at.get(from)!, at.get(to)!];
    stated[i]![j]! &= MASK_OF_WORD[relation];
    stated[j]![i]! &= converse(MASK_OF_WORD[relation]);
  }
  const arcs = stated.map((row) => [...row]);
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) for (const k of group[j]!) {
    if (group[i]!.length > 0) continue;
    arcs[i]![j]! &= compose(stated[i]![k]!, stated[k]![j]!);
    arcs[j]![i] = converse(arcs[i]![j]!);
  }
  const masks = arcs.map((row) => [...row]);
  for (let i = 0; i < size; i++) for (let k = 0; k < size; k++) for (let j = 0; j < size; j++) masks[i]![k]! &= compose(arcs[i]![j]!, arcs[j]![k]!);
  for (let isMoving = true; isMoving;) {
    isMoving = false;
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) for (let k = 0; k < size; k++) {
      if (!isInside(masks[i]![j]!) || !isInside(masks[j]![k]!)) continue;
      const tight = masks[i]![k]! & compose(masks[i]![j]!, masks[j]![k]!);
      if (tight === masks[i]![k]) continue;
      masks[i]![k] = tight;
      masks[k]![i]! = converse(tight);
      isMoving = true;
    }
  }
  return masks;
}

function expectTrue({ sets, fulfilled }: SetModel, verdicts: Iterable<readonly [string, string]>, seed: number): void {
  for (const [name, verdict] of verdicts) {
    const duties = [...sets.get(name)!];
    const done = duties.filter((atom) => fulfilled.has(atom)).length;
    const isTrue = verdict === 'met' ? done === duties.length : verdict === 'not-met' ? done < duties.length : verdict === 'partly' ? done > 0 : verdict === 'unknown';
    if (!isTrue) throw new Error(`seed ${seed}: ${name} is called ${verdict}, but ${done} of its ${duties.length} duties are fulfilled`);
  }
}

function expectSame(one: Compiled, other: Compiled): void {
  expect(one.arcs.map(asMap)).toEqual(other.arcs.map(asMap));
  expect(one.pairs.map(asMap)).toEqual(other.pairs.map(asMap));
  expect(one.up.map(asMap)).toEqual(other.up.map(asMap));
  expect(one.down.map((list) => [...list].sort((a, b) => a - b))).toEqual(other.down.map((list) => [...list].sort((a, b) => a - b)));
  const covers = (compiled: Compiled) => compiled.covers.map(({ node, links }) => [node, ...links]).sort((a, b) => a[0]! - b[0]!);
  expect(covers(one)).toEqual(covers(other));
}
