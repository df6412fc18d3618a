import type { Catalog, CommonControl, DirectRow, MappingRow, Relationship, Requirement } from './catalog-types.js';
import type { Evidence } from './evidence-types.js';
import { DR, EQ, PO, PP, PPi, relationOfSets } from './relation.js';

/** A stream of numbers in [0, 1) that a seed decides. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Sizes {
  readonly requirements: number;
  readonly controls: number;
  readonly rows: number;
  readonly direct: number;
  readonly atoms: number;
  readonly facts: number;
  /** Share of the controls that have bounds; 0.3 where it is absent. */
  readonly bounded?: number;
}

export interface SetModel {
  readonly catalog: Catalog;
  /** The duties that stand behind each node name. */
  readonly sets: ReadonlyMap<string, ReadonlySet<number>>;
  /** The duties that the party fulfils; every fact is true of them. */
  readonly fulfilled: ReadonlySet<number>;
  readonly evidence: readonly Evidence[];
}

const LEVELS = [12, 6, 3];
const WORD: Record<number, Relationship> = { [EQ]: 'equal', [PP]: 'subset', [PPi]: 'superset', [PO]: 'intersects', [DR]: 'disjoint' };

/** Random sets of duties, with rows and facts read off them: whatever the engine claims of it can be checked. */
export function randomSetModel(seed: number, size: Sizes): SetModel {
  const random = randomFrom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)]!;
  const someAtoms = (most: number): Set<number> => new Set(Array.from({ length: 1 + below(most) }, () => below(size.atoms)));
  const sets = new Map<string, Set<number>>();
  const mappable: string[] = [];
  const controls: CommonControl[] = [];
  let fresh = size.atoms;
  for (let at = 0; at < size.controls; at++) {
    const id = `C-${at}`;
    controls.push({ id, domain: 'C', title: id, statement: id, parameters: [], searchTerms: [], test: '', references: [] });
    sets.set(id, someAtoms(4));
    mappable.push(id);
    if (random() < (size.bounded ?? 0.3)) {
      let duties = sets.get(id)!;
      for (const months of LEVELS) {
        duties = new Set([...duties, fresh++]);
        sets.set(`${id}[every<=${months} months]`, duties);
        mappable.push(`${id}[every<=${months} months]`);
      }
    }
  }
  const rows: MappingRow[] = [];
  const requirements: Requirement[] = [];
  const row = (requirement: string, control: string, word?: Relationship): void => {
    const truth = relationOfSets(sets.get(`f${requirement.length % 2}:${requirement}`)!, sets.get(control)!);
    const loose = word ?? (truth !== DR && random() < 0.15 ? 'overlaps' : WORD[truth]!);
    rows.push({
      id: `m${String(rows.length).padStart(5, '0')}`, framework: `f${requirement.length % 2}`, requirement, control, relationship: loose, strength: 1 + below(10), rationale: 'semantic',
      reason: '', origin: 'own', reviewed: true, source: { file: 'random', line: rows.length + 2 },
    });
  };
  for (let at = 0; at < size.requirements; at++) {
    const id = `R${at}${at % 2 ? '.' : ''}`;
    const name = `f${id.length % 2}:${id}`;
    const kind = random();
    const union = kind < 0.3 ? [...new Set([pick(mappable), pick(mappable)])] : [];
    const whole = union.flatMap((control) => [...sets.get(control)!]);
    const duties = union.length > 0 ? new Set(whole.filter((_, i) => i === 0 || random() < 0.9)) : kind < 0.45 ? new Set(sets.get(pick(mappable))!) : someAtoms(6);
    sets.set(name, duties);
    requirements.push({ id, parent: null, kind: 'r', title: id, assessable: true, appliesTo: [], residue: null, exhausted: union.length > 0 ? 'yes' : 'no', union, text: null });
    for (const control of union) row(id, control);
  }
  while (rows.length < size.rows) row(pick(requirements).id, pick(mappable));
  const directRows: DirectRow[] = Array.from({ length: size.direct }, (_, at) => {
    const [from, to] = [pick(requirements).id, pick(requirements).id].map((id) => ({ framework: `f${id.length % 2}`, id }));
    const truth = relationOfSets(sets.get(`${from!.framework}:${from!.id}`)!, sets.get(`${to!.framework}:${to!.id}`)!);
    return { id: `d${at}`, from: from!, to: to!, relationship: WORD[truth]!, strength: 5, rationale: 'semantic', reason: '', origin: 'own', reviewed: true, source: { file: 'random', line: at + 2 } };
  });
  const fulfilled = new Set(Array.from({ length: fresh }, (_, atom) => atom).filter(() => random() < 0.75));
  const holds = (name: string): boolean => [...sets.get(name)!].every((atom) => fulfilled.has(atom));
  const names = [...sets.keys()];
  const evidence = Array.from({ length: size.facts }, (_, at): Evidence => {
    const name = pick(names);
    const target = name.includes(':') ? { kind: 'requirement' as const, framework: name.split(':')[0]!, id: name.split(':')[1]! } : { kind: 'control' as const, id: name };
    const level = LEVELS.filter((months) => sets.has(`${name}[every<=${months} months]`) && holds(`${name}[every<=${months} months]`)).at(-1);
    const isMeasured = level !== undefined && random() < 0.6;
    return {
      id: `e${String(at).padStart(5, '0')}`, version: 1, party: 'p', target, verdict: holds(name) ? 'met' : 'not-met', assurance: pick(['attested', 'evidenced', 'audited-operation'] as const),
      period: { from: '2025-01-01', to: '2025-12-31' }, source: { kind: 'report', label: 'r' },
      ...(isMeasured ? { measured: [{ parameter: 'every' as const, value: { n: level, unit: 'months' as const }, precision: random() < 0.5 ? 'exact' as const : 'bound' as const }] } : {}),
    };
  });
  const frameworks = ['f0', 'f1'].map((id) => ({ id, name: id, version: '1', publisher: '', requirements: requirements.filter((one) => `f${one.id.length % 2}` === id) }));
  return { catalog: { hash: `seed ${seed}`, frameworks, controls, rows, directRows }, sets, fulfilled, evidence };
}

/** The same items in an order that a seed decides. */
export function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const random = randomFrom(seed);
  return items.map((item) => [random(), item] as const).sort((a, b) => a[0] - b[0]).map(([, item]) => item);
}
