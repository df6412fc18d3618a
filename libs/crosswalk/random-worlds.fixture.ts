import type { Catalog, CommonControl, DirectRow, MappingRow, Relationship, Requirement } from './catalog-types.js';
import type { Ask, Evidence, SourceKind } from './evidence-types.js';
import { randomFrom } from './random-models.fixture.js';
import { relationOfSets } from './relation.js';
import { writeNode } from './slow-bounds.fixture.js';
import { slowSelect } from './slow-facts.fixture.js';

/** A catalog whose rows are true of sets of duties, facts about what a party does of them, and a question. */
export interface World {
  readonly catalog: Catalog;
  readonly sets: ReadonlyMap<string, ReadonlySet<number>>;
  /** Per id of the scope, null for the rest of it: the duties that are fulfilled there. */
  readonly fulfilled: ReadonlyMap<string | null, ReadonlySet<number>>;
  readonly evidence: readonly Evidence[];
  readonly ask: Ask;
}

const WORD: Record<number, Relationship> = { 1: 'equal', 2: 'subset', 4: 'superset', 8: 'intersects', 16: 'disjoint' };
const EVERY = [12, 6, 3];
const LEAST = [8, 12];
const AT = '2025-07-01';
const KINDS: readonly SourceKind[] = ['answer', 'report', 'report', 'bridge-letter', 'document', 'test', 'manual'];
const ASSURANCE = ['attested', 'evidenced', 'audited-design', 'audited-operation'] as const;
/** Around the asked date: within it, in grace, on the last day of it, expired by a day, not begun, points in time, overridden. */
const PERIODS: readonly Evidence['period'][] = [
  { from: '2025-01-01', to: '2025-12-31' }, { from: '2025-01-01', to: '2025-12-31' }, { from: '2025-06-01' }, { from: '2025-07-01', to: '2025-07-01' },
  { from: '2023-07-01', to: '2024-06-30' }, { from: '2023-07-02', to: '2024-07-01' }, { from: '2024-01-01', to: '2024-12-31' }, { from: '2024-07-01', to: null }, { from: '2024-06-30', to: null },
  { from: '2022-01-01', to: '2022-12-31' }, { from: '2025-07-02', to: '2026-12-31' }, { from: '2022-01-01', to: '2022-12-31', countsUntil: '2025-07-01' }, { from: '2025-01-01', to: '2025-05-31', countsUntil: '2025-06-30' },
];

/** @param truthful facts that count are true; others, as all facts where it is false, say anything */
export function randomWorld(seed: number, truthful: boolean): World {
  const random = randomFrom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const chance = (share: number): boolean => random() < share;
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)]!;
  const sets = new Map<string, Set<number>>();
  const pool = 8;
  let fresh = pool;
  const some = (most: number): Set<number> => new Set(Array.from({ length: 1 + below(most) }, () => below(pool)));

  const mappable: string[] = [];
  const controls = Array.from({ length: 3 + below(4) }, (_, at): CommonControl => {
    const id = `C-${at}`;
    const base = some(4);
    const [everies, leasts] = chance(0.4) ? [EVERY, chance(0.5) ? LEAST : []] : [[], []];
    const steps = (levels: readonly number[]): ReadonlyMap<number | undefined, readonly number[]> => {
      let atoms: number[] = [];
      return new Map([[undefined, []], ...levels.map((level): [number, number[]] => [level, (atoms = [...atoms, fresh++])])]);
    };
    const [byEvery, byLeast] = [steps(everies), steps(leasts)];
    for (const [every, more] of byEvery) for (const [least, most] of byLeast) {
      const text = writeNode({ control: id, ...(every === undefined ? {} : { every }), ...(least === undefined ? {} : { least }) });
      sets.set(text, new Set([...base, ...more, ...most]));
      mappable.push(text);
    }
    return { id, domain: 'C', title: id, statement: id, parameters: [], searchTerms: [], test: '', references: [] };
  });

  const rows: MappingRow[] = [];
  const frameworks = ['f0', 'f1'].map((id) => ({ id, name: id, version: '1', publisher: '', requirements: [] as Requirement[] }));
  const base = { strength: 5, rationale: 'semantic' as const, reason: '', origin: 'own' };
  const row = (name: string, control: string): void => {
    const [framework, requirement] = name.split(':') as [string, string];
    const truth = relationOfSets(sets.get(name)!, sets.get(control)!);
    rows.push({ ...base, id: `m${rows.length}`, framework, requirement, control, relationship: truth !== 16 && chance(0.15) ? 'overlaps' : WORD[truth]!, reviewed: !chance(0.1), source: { file: 'rows', line: rows.length + 2 } });
  };
  const names: string[] = [];
  for (let at = 0; at < 5 + below(7); at++) {
    const framework = frameworks[at % 2]!;
    const name = `${framework.id}:R${at}`;
    const kind = random();
    const union = kind < 0.35 ? [...new Set([pick(mappable), pick(mappable)])] : [];
    const whole = union.flatMap((control) => [...sets.get(control)!]);
    sets.set(name, union.length > 0 ? new Set(whole.filter((_, i) => i === 0 || chance(0.9))) : kind < 0.5 ? new Set(sets.get(pick(mappable))!) : some(5));
    framework.requirements.push({
      id: `R${at}`, parent: chance(0.5) ? framework.requirements[below(framework.requirements.length)]?.id ?? null : null, kind: 'r', title: name, assessable: !chance(0.15),
      appliesTo: chance(0.25) ? [pick(['processor', 'covered-entity', 'service-provider'])] : [], residue: null, exhausted: union.length > 0 ? 'yes' : framework.id === 'f0' && chance(0.4) ? 'judgement' : 'no', union, text: null,
    });
    for (const control of union) row(name, control);
    names.push(name);
  }
  for (let more = below(12); more > 0; more--) row(pick(names), pick(mappable));
  const directRows = Array.from({ length: below(5) }, (_, at): DirectRow => {
    const [from, to] = [pick(names), pick(names)];
    const [a, b] = [from, to].map((name) => ({ framework: name.split(':')[0]!, id: name.split(':')[1]! }));
    return { ...base, id: `d${at}`, from: a!, to: b!, relationship: WORD[relationOfSets(sets.get(from)!, sets.get(to)!)]!, reviewed: !chance(0.2), source: { file: 'direct', line: at + 2 } };
  });

  const usual = Array.from({ length: fresh }, () => chance(0.75));
  const apart = chance(0.5) ? 0.15 : 0;
  const fulfilled = new Map(['a', 'b', null].map((id) => [id, new Set(usual.flatMap((isDone, atom) => (isDone !== chance(apart) ? [atom] : [])))] as const));
  const without = chance(0.3) ? pick([...sets.keys()]) : null;
  // what does not apply has nothing left to fulfil, and neither have the bounds of a control that does not
  const bounds = mappable.filter((node) => without !== null && node.split('[')[0] === without.split('[')[0]);
  if (without !== null) for (const done of fulfilled.values()) for (const name of [without, ...bounds]) for (const atom of sets.get(name)!) done.add(atom);

  const facts = Array.from({ length: 3 + below(10) }, (_, at): Evidence => {
    const name = chance(0.65) ? pick(mappable) : pick(names);
    const [framework, id] = name.includes(':') ? name.split(':') : [undefined, name];
    return {
      id: `e${at}`, version: 1, party: 'p', target: framework === undefined ? { kind: 'control', id: id!.replace(' months', pick([' months', '  months'])) } : { kind: 'requirement', framework, id: id! },
      verdict: 'met', assurance: pick(ASSURANCE), period: pick(PERIODS), source: { kind: pick(KINDS), label: 'r', id: pick(['one', 'two']) },
      ...(chance(0.3) ? { scope: pick([['a'], ['b'], ['a', 'b'], ['b', 'a', 'a']]) } : {}),
    };
  });
  const others = facts.flatMap((fact): Evidence[] => [
    ...(chance(0.12) ? [{ ...fact, version: 2, ...(chance(0.4) ? { withdrawn: true } : {}) }] : []), ...(chance(0.08) ? [{ ...fact, id: `${fact.id}-x`, party: 'q' }] : []),
  ]);
  const ask: Ask = {
    party: 'p', at: AT, ...(chance(0.5) ? { scope: pick([['a'], ['a', 'b'], ['b']]) } : {}),
    ...(chance(0.5) ? { roles: pick([[], ['processor'], ['health-plan'], ['processor', 'service-provider']]) } : {}), ...(chance(0.2) ? { assurance: pick(ASSURANCE) } : {}),
  };
  const catalog: Catalog = { hash: `world ${seed}`, frameworks, controls, rows, directRows };
  const all = [...facts, ...others];
  const counting = new Set(slowSelect(all, ask).filter(({ expired }) => !expired).map(({ fact }) => fact));
  const evidence = all.map((fact): Evidence => ({ ...fact, ...(truthful && counting.has(fact) ? truth(fact) : anything(fact)) }));
  return { catalog, sets, fulfilled, evidence, ask };

  function nameOf({ target }: Evidence): string {
    return target.kind === 'requirement' ? `${target.framework}:${target.id}` : target.id.replace(/ +months/g, ' months');
  }

  /** What is true of the target on the whole of the fact's scope. Where it differs within it, a word without a reason, which says nothing. */
  function truth(fact: Evidence): Partial<Evidence> {
    const name = nameOf(fact);
    const where = fact.scope?.length ? fact.scope.map((id) => fulfilled.get(id)!) : [...fulfilled.values()];
    const isDone = (node: string): boolean[] => where.map((done) => [...sets.get(node)!].every((atom) => done.has(atom)));
    if (name === without && chance(0.5)) return { verdict: 'not-applicable', ...(chance(0.8) ? { note: 'There is none.' } : {}) };
    const [all, none] = [isDone(name).every((one) => one), isDone(name).every((one) => !one)];
    if (!all && !none) return { verdict: 'not-applicable' };
    const isRequirement = fact.target.kind === 'requirement';
    if (none) return !isRequirement && chance(0.3) ? { verdict: 'excepted' } : { verdict: 'not-met', ...(isRequirement ? {} : measure(name, where)) };
    return { verdict: isRequirement && chance(0.25) ? 'excepted' : 'met', ...(isRequirement ? {} : measure(name, where)) };
  }

  /** Measured values of a bare control: the strictest level that is kept everywhere, where the next one is kept nowhere or the value may be stricter. */
  function measure(name: string, where: readonly ReadonlySet<number>[]): Partial<Evidence> {
    if (name.includes('[')) return {};
    const measured = ([['every', EVERY], ['at-least', LEAST]] as const).flatMap(([parameter, levels]) => {
      const nodeAt = (level: number): string => writeNode({ control: name, ...(parameter === 'every' ? { every: level } : { least: level }) });
      if (!sets.has(nodeAt(levels[0]!)) || !chance(0.7)) return [];
      // what a level asks beyond the bare control
      const keeps = (level: number): boolean[] => where.map((done) => [...sets.get(nodeAt(level))!].every((atom) => sets.get(name)!.has(atom) || done.has(atom)));
      const level = levels.filter((one) => keeps(one).every(Boolean)).at(-1);
      const next = levels.find((one) => !keeps(one).every(Boolean));
      const isSharp = next === undefined || !keeps(next).some(Boolean);
      if (level === undefined && !isSharp) return [];
      const days = { n: 92, unit: 'days' as const };
      const value = parameter === 'at-least' ? (level === undefined ? 6 : level === 8 && chance(0.5) ? 10 : level) : level === 3 && chance(0.3) ? days : { n: level ?? 24, unit: 'months' as const };
      return [{ parameter, value, precision: isSharp && chance(0.6) ? 'exact' as const : 'bound' as const }];
    });
    return measured.length > 0 ? { measured } : {};
  }

  function anything({ target }: Evidence): Partial<Evidence> {
    const verdict = pick(['met', 'met', 'met', 'not-met', 'excepted', 'not-applicable'] as const);
    const measured = target.kind === 'control' && chance(0.3) ? [{ parameter: 'every' as const, value: pick([{ n: 6, unit: 'months' as const }, { n: 93, unit: 'days' as const }, { n: 92, unit: 'days' as const }]), precision: pick(['exact', 'bound'] as const) }] : undefined;
    return { verdict, ...(verdict === 'not-applicable' && chance(0.8) ? { note: 'There is none.' } : {}), ...(measured && !target.id.includes('[') ? { measured } : {}) };
  }
}
