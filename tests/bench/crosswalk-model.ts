import type { Catalog, CommonControl, DirectRow, MappingRow, Relationship, Requirement } from '#libs/crosswalk/catalog-types.js';
import type { Evidence } from '#libs/crosswalk/evidence-types.js';
import { randomFrom } from '#libs/crosswalk/random-models.fixture.js';
import { relationOfSets } from '#libs/crosswalk/relation.js';

/** How large a made-up catalog is. */
export interface Size {
  readonly requirements: number;
  readonly rows: number;
  readonly controls: number;
}

/** A catalog whose rows are read off sets of duties, so that they can all be true. */
export interface MadeCatalog {
  readonly catalog: Catalog;
  /** The duties behind each requirement (`framework:id`) and each control, bounded ones included. */
  readonly duties: ReadonlyMap<string, readonly number[]>;
  readonly atoms: number;
}

export const asked = '2026-06-30';
const frameworks = 5;
const atomsOf = 6;
const months = [12, 6, 3];
const words: Readonly<Record<number, Relationship>> = { 1: 'equal', 2: 'subset', 4: 'superset', 8: 'intersects', 16: 'disjoint' };

/**
 * Five frameworks of equal size over one hub. A fifth of the controls have bounds; a requirement holds some of its controls
 * whole and others in part, or lies in one of them; some are exhausted by their controls.
 */
export function makeCatalog({ requirements: count, rows: wanted, controls: hub }: Size, seed = 1): MadeCatalog {
  const random = randomFrom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const duties = new Map<string, readonly number[]>();
  let atoms = 0;
  const fresh = (many: number): number[] => Array.from({ length: many }, () => atoms++);
  const mappable: string[][] = [];
  const controls = Array.from({ length: hub }, (_, at): CommonControl => {
    const id = `C-${at}`;
    duties.set(id, fresh(atomsOf));
    mappable.push([id]);
    if (at % 5 === 0) for (const [level, every] of months.entries()) {
      const bounded = `${id}[every<=${every} months]`;
      duties.set(bounded, [...duties.get(mappable[at]![level]!)!, ...fresh(1)]);
      mappable[at]!.push(bounded);
    }
    return { id, domain: 'C', title: id, statement: id, parameters: [], searchTerms: [], test: '', references: [] };
  });
  const rows: MappingRow[] = [];
  const lists = Array.from({ length: frameworks }, (): Requirement[] => []);
  for (let number = 0; number < count; number++) {
    const [framework, id] = [`f${Math.floor((number * frameworks) / count)}`, `R${number}`];
    const mapped = Math.max(1, Math.floor((wanted * (number + 1)) / count) - rows.length);
    const chosen = new Set<number>();
    while (chosen.size < Math.min(mapped, hub)) chosen.add(below(hub));
    const targets = [...chosen].map((control) => mappable[control]![below(mappable[control]!.length)]!);
    const isExhausted = random() < 0.1;
    const isInside = !isExhausted && random() < 0.15;
    const own = new Set(targets.flatMap((target, at) => {
      const whole = duties.get(target)!;
      if (isInside) return at === 0 ? whole.slice(0, 4) : whole.slice(0, 1);
      return isExhausted || random() < 0.35 ? whole : whole.slice(below(2), 3 + below(2));
    }));
    if (isInside && mapped === 1) own.delete([...own][0]!);
    if (!isExhausted && !isInside) for (const atom of fresh(1)) own.add(atom);
    duties.set(`${framework}:${id}`, [...own]);
    for (const control of targets) {
      const relationship = random() < 0.15 ? 'overlaps' : words[relationOfSets(own, new Set(duties.get(control)!))]!;
      rows.push({
        id: `m${String(rows.length).padStart(6, '0')}`, framework, requirement: id, control, relationship, strength: 1 + below(10), rationale: 'semantic', reason: 'made up', origin: 'own',
        reviewed: true, source: { file: `${framework}.csv`, line: rows.length + 2 },
      });
    }
    lists[Number(framework.slice(1))]!.push({
      id, parent: null, kind: 'requirement', title: id, assessable: true, appliesTo: [], residue: null, exhausted: isExhausted ? 'yes' : 'no', union: isExhausted ? targets : [], text: null,
    });
  }
  const names = [...duties.keys()].filter((name) => name.includes(':'));
  const directRows = Array.from({ length: Math.floor(count / 8) }, (_, at): DirectRow => {
    const [from, to] = [names[below(names.length)]!, names[below(names.length)]!];
    const reference = (name: string) => ({ framework: name.split(':')[0]!, id: name.split(':')[1]! });
    return {
      id: `d${at}`, from: reference(from), to: reference(to), relationship: words[relationOfSets(new Set(duties.get(from)), new Set(duties.get(to)))]!, strength: 7, rationale: 'semantic',
      reason: 'made up', origin: 'own', reviewed: true, source: { file: 'direct.csv', line: at + 2 },
    };
  });
  return {
    catalog: { hash: `made ${seed}`, frameworks: lists.map((requirements, at) => ({ id: `f${at}`, name: `F${at}`, version: '1', publisher: '', requirements })), controls, rows, directRows },
    duties, atoms,
  };
}

const sources = [
  { kind: 'answer', assurance: 'attested', period: { from: '2026-02-01', to: null } },
  { kind: 'report', assurance: 'audited-operation', period: { from: '2025-01-01', to: '2025-12-31' } },
  { kind: 'document', assurance: 'evidenced', period: { from: '2025-09-01', to: '2027-08-31' } },
] as const;

/**
 * What is known of one party: true facts by three sources, mostly on controls, and one in twelve that an older fact of the
 * same source stands behind; the older ones claim the opposite and must not count.
 */
export function makeEvidence({ duties, atoms }: MadeCatalog, party: string, count: number, seed: number): Evidence[] {
  const random = randomFrom(seed);
  const isDone = Uint8Array.from({ length: atoms }, () => (random() < 0.985 ? 1 : 0));
  const names = [...duties.keys()];
  const firstRequirement = names.findIndex((name) => name.includes(':'));
  const facts: Evidence[] = [];
  while (facts.length < count) {
    const source = sources[Math.min(2, Math.floor(random() * 3.5))]!;
    const name = random() < 0.85 ? names[Math.floor(random() * firstRequirement)]! : names[firstRequirement + Math.floor(random() * (names.length - firstRequirement))]!;
    const [framework, id] = name.includes(':') ? name.split(':') : [undefined, name];
    const isMet = duties.get(name)!.every((atom) => isDone[atom]);
    const put = (verdict: boolean, period: Evidence['period']): void => {
      facts.push({
        id: `${source.kind} ${String(facts.length).padStart(4, '0')}`, version: 1, party, target: framework === undefined ? { kind: 'control', id: id! } : { kind: 'requirement', framework, id: id! },
        verdict: verdict ? 'met' : 'not-met', assurance: source.assurance, period, source: { kind: source.kind, label: 'Made up' },
      });
    };
    if (random() < 1 / 12 && facts.length + 1 < count) put(!isMet, { from: '2024-01-01', to: '2025-08-31' });
    put(isMet, source.period);
  }
  return facts;
}
