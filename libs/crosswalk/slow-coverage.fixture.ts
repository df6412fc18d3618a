import type { Catalog, Requirement } from './catalog-types.js';
import type { Ask, Evidence } from './evidence-types.js';
import { ALL, MASK_OF_WORD, NOT_DISJOINT, compose, converse } from './relation.js';

/**
 * The rules of coverage as they are said, with sets of names and loops until nothing changes: no numbers, no lists kept
 * ready, nothing shared with the engine but the tables of relations. What the engine answers is held against it.
 */
export interface SlowAnswer {
  readonly verdict: string;
  readonly binds: boolean;
  readonly assurance: string | null;
  readonly validUntil: string | null;
  readonly aged: boolean;
  readonly wasMet: boolean;
  readonly rollup: string | null;
}

const STRENGTH = ['attested', 'evidenced', 'audited-design', 'audited-operation'];
const GRACE_MONTHS: Record<string, readonly [period: number, point: number]> = {
  answer: [12, 12], report: [12, 12], 'bridge-letter': [0, 0], document: [0, 12], test: [12, 12], manual: [12, 12],
};
const KINDS_OF: Record<string, string> = { 'health-plan': 'covered-entity', clearinghouse: 'covered-entity', 'multi-tenant-service-provider': 'service-provider' };

// ---- bounds -------------------------------------------------------------------------------------------------------

interface Node {
  readonly control: string;
  /** Months between two times, and the least number; absent: not bounded. */
  readonly every?: number;
  readonly least?: number;
}

function nodeOf(text: string): Node {
  const every = /every<=\s*(\d+)\s*months?/.exec(text);
  const least = /at-least>=\s*(\d+)/.exec(text);
  return { control: text.split('[')[0]!, ...(every ? { every: Number(every[1]) } : {}), ...(least ? { least: Number(least[1]) } : {}) };
}

export function writeNode({ control, every, least }: Node): string {
  const bounds = [...(least === undefined ? [] : [`at-least>=${least}`]), ...(every === undefined ? [] : [`every<=${every} month${every === 1 ? '' : 's'}`])];
  return bounds.length === 0 ? control : `${control}[${bounds.join(', ')}]`;
}

/** Doing `a` is doing `b`, of one control. */
const holds = (a: Node, b: Node): boolean =>
  a.control === b.control && (b.every === undefined || (a.every !== undefined && a.every <= b.every)) && (b.least === undefined || (a.least !== undefined && a.least >= b.least));

// ---- time ---------------------------------------------------------------------------------------------------------

export interface Standing {
  readonly fact: Evidence;
  readonly until: string;
  readonly aged: boolean;
  readonly expired: boolean;
}

function monthsLater(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

const endOf = ({ period }: Evidence): string => period.to ?? period.from;
const sameTarget = (a: Evidence, b: Evidence): boolean =>
  a.target.kind === b.target.kind && a.target.framework === b.target.framework && writeNode(nodeOf(a.target.id)) === writeNode(nodeOf(b.target.id));
const sameScope = (a: Evidence, b: Evidence): boolean => [...new Set(a.scope ?? [])].sort().join() === [...new Set(b.scope ?? [])].sort().join();

/** The facts that stand at the asked date, and those that did until they expired. */
export function slowSelect(evidence: readonly Evidence[], ask: Ask): Standing[] {
  const own = evidence.filter(({ party }) => party === ask.party);
  const latest = own.filter((fact) => !own.some((other) => other.id === fact.id && other.version > fact.version) && !fact.withdrawn);
  const begun = latest.filter(({ period }) => period.from <= ask.at);
  const counting = begun.filter((fact) => !begun.some((other) => other.source.kind === fact.source.kind && sameTarget(other, fact) && sameScope(other, fact) && endOf(other) > endOf(fact)));
  return counting.filter(({ assurance }) => STRENGTH.indexOf(assurance) >= STRENGTH.indexOf(ask.assurance ?? 'attested')).map((fact) => {
    const [period, point] = GRACE_MONTHS[fact.source.kind]!;
    const until = fact.period.countsUntil ?? monthsLater(endOf(fact), fact.period.to ? period : point);
    return { fact, until, aged: ask.at > endOf(fact), expired: ask.at > until };
  });
}

// ---- what a fact says of which node -----------------------------------------------------------------------------

interface Said {
  readonly node: string;
  readonly verdict: Evidence['verdict'];
  readonly by: Standing;
}

const LONGEST_DAYS: Record<number, number> = { 3: 92, 6: 184, 9: 276, 12: 366, 24: 731 };

function measuredKeeps({ measured = [] }: Evidence, parameter: 'every' | 'at-least', need: number): 'yes' | 'no' | 'unknown' {
  const answers = measured.filter((one) => one.parameter === parameter).map(({ value, precision }) => {
    let kept = false;
    if (typeof value === 'number') kept = value >= need;
    else if ('unit' in value) kept = value.unit === 'days' ? value.n <= LONGEST_DAYS[need]! : value.n <= need;
    return kept ? 'yes' : precision === 'exact' ? 'no' : 'unknown';
  });
  return answers.includes('no') ? 'no' : answers.includes('yes') ? 'yes' : 'unknown';
}

function sayOf(by: Standing, controls: readonly string[], requirements: ReadonlySet<string>): Said[] {
  const { fact } = by;
  if (fact.verdict === 'not-applicable' && !fact.note) return [];
  if (fact.target.kind === 'requirement') {
    const node = `${fact.target.framework}:${fact.target.id}`;
    return requirements.has(node) ? [{ node, verdict: fact.verdict, by }] : [];
  }
  const target = nodeOf(fact.target.id);
  return controls.filter((text) => nodeOf(text).control === target.control).flatMap((node): Said[] => {
    const own = nodeOf(node);
    const needs = [['every', own.every, target.every !== undefined && own.every !== undefined && target.every <= own.every], ['at-least', own.least, target.least !== undefined && own.least !== undefined && target.least >= own.least]] as const;
    const kept = needs.filter(([, need]) => need !== undefined).map(([parameter, need, isStated]) => (isStated ? 'yes' : measuredKeeps(fact, parameter, need!)));
    if (fact.verdict !== 'not-applicable' && kept.includes('no')) return [{ node, verdict: 'not-met', by }];
    if (fact.verdict === 'not-met' || fact.verdict === 'not-applicable') return holds(own, target) ? [{ node, verdict: fact.verdict, by }] : [];
    return kept.every((one) => one === 'yes') ? [{ node, verdict: fact.verdict, by }] : [];
  });
}

/** An exception on a control outweighs clean tests of it in the same source; under a criterion that the source finds not met it is a breach. */
function heedExceptions(said: readonly Said[], catalog: Catalog): Said[] {
  const sourceOf = ({ by }: Said): string => `${by.fact.source.kind} ${by.fact.source.id ?? by.fact.source.label}`;
  const isControl = ({ node }: Said): boolean => !node.includes(':');
  return said.flatMap((one): Said[] => {
    const sameSource = said.filter((other) => sourceOf(other) === sourceOf(one));
    if (one.verdict === 'met' && isControl(one) && sameSource.some((other) => other.verdict === 'excepted' && isControl(other) && holds(nodeOf(one.node), nodeOf(other.node)))) return [];
    if (one.verdict !== 'excepted' || !isControl(one)) return [one];
    const isUnder = (criterion: string): boolean => catalog.rows.some((row) => row.relationship !== 'disjoint' && `${row.framework}:${row.requirement}` === criterion && nodeOf(row.control).control === nodeOf(one.node).control);
    const isModified = holds(nodeOf(one.node), nodeOf(one.by.fact.target.id)) && sameSource.some((other) => other.verdict === 'not-met' && !isControl(other) && isUnder(other.node));
    return [isModified ? { ...one, verdict: 'not-met' } : one];
  });
}

// ---- relations ----------------------------------------------------------------------------------------------------

type Masks = (a: string, b: string) => number;

/** Two hops over what rows state, steps between bounds of one control free of charge; then containment through any number of nodes. */
export function slowMasks(catalog: Catalog, names: readonly string[]): Masks {
  const at = new Map(names.map((name, i) => [name, i]));
  const nodes = names.map((name) => (name.includes(':') ? null : nodeOf(name)));
  const stated = nodes.map((a, i) => nodes.map((b, j) => {
    if (i === j) return 1;
    if (!a || !b || a.control !== b.control) return ALL;
    return holds(a, b) ? 4 : holds(b, a) ? 2 : NOT_DISJOINT;
  }));
  const state = (a: string, b: string, { relationship, reviewed }: { relationship: keyof typeof MASK_OF_WORD; reviewed: boolean }): void => {
    const mask = relationship === 'intersects' && !reviewed ? NOT_DISJOINT : MASK_OF_WORD[relationship];
    const [i, j] = [at.get(a)!, at.get(b)!];
    stated[i]![j]! &= mask;
    stated[j]![i]! &= converse(mask);
  };
  for (const row of catalog.rows) state(`${row.framework}:${row.requirement}`, writeNode(nodeOf(row.control)), row);
  for (const row of catalog.directRows) state(`${row.from.framework}:${row.from.id}`, `${row.to.framework}:${row.to.id}`, row);
  const arcs = stated.map((row) => [...row]);
  nodes.forEach((a, i) => nodes.forEach((b, j) => nodes.forEach((c, k) => {
    if (a || !b || !c || b.control !== c.control) return;
    arcs[i]![k]! &= compose(stated[i]![j]!, stated[j]![k]!);
    arcs[k]![i] = converse(arcs[i]![k]!);
  })));
  const masks = arcs.map((row) => [...row]);
  for (let i = 0; i < names.length; i++) for (let j = 0; j < names.length; j++) for (let k = 0; k < names.length; k++) masks[i]![k]! &= compose(arcs[i]![j]!, arcs[j]![k]!);
  for (let isMoving = true; isMoving;) {
    isMoving = false;
    for (let i = 0; i < names.length; i++) for (let j = 0; j < names.length; j++) for (let k = 0; k < names.length; k++) {
      if (!isIn(masks[i]![j]!) || !isIn(masks[j]![k]!)) continue;
      const tight = masks[i]![k]! & compose(masks[i]![j]!, masks[j]![k]!);
      if (tight === masks[i]![k]) continue;
      masks[i]![k] = tight;
      masks[k]![i] = converse(tight);
      isMoving = true;
    }
  }
  return (a, b) => masks[at.get(a)!]![at.get(b)!]!;
}

const isIn = (mask: number): boolean => mask === 1 || mask === 2 || mask === 3;

// ---- rules 1 to 6 -------------------------------------------------------------------------------------------------

/** Assurance from 1, 1 where no link is in its grace, and the last day on which all links count. */
type Chain = readonly [assurance: number, fresh: number, until: string];
const better = (a: Chain, b: Chain | undefined): boolean => b === undefined || a[0] > b[0] || (a[0] === b[0] && (a[1] > b[1] || (a[1] === b[1] && a[2] > b[2])));
const weakestOf = (chains: readonly Chain[]): Chain => [Math.min(...chains.map(([one]) => one)), Math.min(...chains.map(([, one]) => one)), chains.map(([, , one]) => one).sort()[0]!];
const chainOf = ({ fact, aged, until }: Standing): Chain => [STRENGTH.indexOf(fact.assurance) + 1, aged ? 0 : 1, until];

interface World {
  readonly names: readonly string[];
  readonly masks: Masks;
  /** Every node that lies inside another. */
  readonly inside: readonly (readonly [part: string, whole: string])[];
  readonly covers: readonly (readonly [node: string, links: readonly string[]])[];
  readonly judgement: ReadonlySet<string>;
}

interface Proven {
  readonly clean: Map<string, Chain>;
  readonly any: Map<string, Chain>;
  readonly notMet: Map<string, Chain>;
}

const isAccepted = ({ by }: Said): boolean => ['manual', 'test'].includes(by.fact.source.kind);

function fixedPoint({ inside, covers, judgement }: World, said: readonly Said[], silent: ReadonlySet<string>): Proven {
  const proven: Proven = { clean: new Map(), any: new Map(), notMet: new Map() };
  const put = (into: Map<string, Chain>, node: string, chain: Chain): boolean => better(chain, into.get(node)) && Boolean(into.set(node, chain));
  for (const { node, verdict, by } of said) {
    if (verdict === 'met') put(proven.clean, node, chainOf(by));
    if (verdict === 'met' || (verdict === 'excepted' && node.includes(':'))) put(proven.any, node, chainOf(by));
    if (verdict === 'not-met') put(proven.notMet, node, chainOf(by));
  }
  const without = (link: string): Chain[] => said.filter((one) => one.node === link && one.verdict === 'not-applicable' && isAccepted(one)).map(({ by }) => chainOf(by));
  for (let isMoving = true; isMoving;) {
    isMoving = false;
    for (const [part, whole] of inside) {
      for (const met of [proven.clean, proven.any]) if (!silent.has(whole) && met.has(whole) && !judgement.has(part)) isMoving = put(met, part, met.get(whole)!) || isMoving;
      if (!silent.has(part) && proven.notMet.has(part)) isMoving = put(proven.notMet, whole, proven.notMet.get(part)!) || isMoving;
    }
    for (const [node, links] of covers) for (const met of [proven.clean, proven.any]) {
      const chains = links.map((link) => (silent.has(link) ? undefined : without(link).reduce<Chain | undefined>((best, one) => (better(one, best) ? one : best), undefined) ?? met.get(link)));
      if (chains.every((one) => one !== undefined)) isMoving = put(met, node, weakestOf(chains as Chain[])) || isMoving;
    }
  }
  return proven;
}

/** Proof beside disproof, or either beside "not applicable"; a control that does not apply may well lie inside something met. */
function clashes({ names }: World, said: readonly Said[], { any, notMet }: Proven): Set<string> {
  return new Set(names.filter((node) => {
    const isSaid = (verdict: string): boolean => said.some((one) => one.node === node && one.verdict === verdict);
    if (any.has(node) && notMet.has(node)) return true;
    return isSaid('not-applicable') && (notMet.has(node) || (node.includes(':') ? any.has(node) : isSaid('met')));
  }));
}

interface Judged extends Proven {
  readonly silent: ReadonlySet<string>;
  readonly verdicts: ReadonlyMap<string, string>;
  readonly overlaps: ReadonlyMap<string, Chain>;
}

function judge(world: World, said: readonly Said[]): Judged {
  const contradicted = (silent: ReadonlySet<string>): Set<string> => clashes(world, said, fixedPoint(world, said, silent));
  // what may be a contradiction, given what certainly is one; and the other way round, until both stand
  let possible = contradicted(new Set());
  for (let before = -1; before !== possible.size;) {
    before = possible.size;
    possible = contradicted(contradicted(possible));
  }
  const proven = fixedPoint(world, said, possible);
  const verdicts = new Map<string, string>();
  const overlaps = new Map<string, Chain>();
  for (const node of world.names) {
    for (const [other, chain] of proven.any) {
      const mask = world.masks(node, other);
      if (!possible.has(other) && mask !== 0 && !(mask & 16) && better(chain, overlaps.get(node))) overlaps.set(node, chain);
    }
    verdicts.set(node, possible.has(node) ? 'contradiction' : proven.notMet.has(node) ? 'not-met' : proven.clean.has(node) ? 'met' : proven.any.has(node) ? 'met-with-exceptions'
      : said.some((one) => one.node === node && one.verdict === 'not-applicable') ? 'not-applicable' : overlaps.has(node) ? 'partly' : 'unknown');
  }
  return { ...proven, silent: possible, verdicts, overlaps };
}

/** Of several parts or children: what does not apply leaves; all unknown; otherwise the first that occurs. */
function join(verdicts: readonly string[]): string | null {
  const left = verdicts.filter((one) => one !== 'not-applicable');
  if (left.length === 0) return null;
  if (left.every((one) => one === 'unknown')) return 'unknown';
  for (const one of ['contradiction', 'not-met', 'partly']) if (left.includes(one)) return one;
  if (left.includes('unknown')) return 'partly';
  return left.includes('met-with-exceptions') ? 'met-with-exceptions' : 'met';
}

/** What is proven of each requirement, by `framework:id`. */
export function slowCoverage(catalog: Catalog, evidence: readonly Evidence[], ask: Ask): Map<string, SlowAnswer> {
  const requirements = catalog.frameworks.flatMap((framework) => framework.requirements.map((requirement) => [`${framework.id}:${requirement.id}`, requirement] as const));
  const controls = [...new Set([...catalog.controls.map(({ id }) => id), ...catalog.rows.map(({ control }) => writeNode(nodeOf(control)))])];
  const names = [...requirements.map(([name]) => name), ...controls];
  const masks = slowMasks(catalog, names);
  const world: World = {
    names, masks, inside: names.flatMap((part) => names.filter((whole) => part !== whole && isIn(masks(part, whole))).map((whole) => [part, whole] as const)), judgement: new Set(requirements.filter(([, { exhausted }]) => exhausted === 'judgement').map(([name]) => name)),
    covers: requirements.flatMap(([name, requirement]) => coverOf(catalog, name, requirement)),
  };
  const standing = slowSelect(evidence, ask);
  const ids: readonly (string | null)[] = ask.scope?.length ? ask.scope : [...new Set(standing.flatMap(({ fact }) => fact.scope ?? [])), null];
  const isAbout = (id: string | null) => ({ fact: { scope } }: Standing): boolean => !scope?.length || (id !== null && scope.includes(id));
  const judgeOn = (facts: readonly Standing[]): Judged => judge(world, heedExceptions(facts.flatMap((by) => sayOf(by, controls, new Set(requirements.map(([name]) => name)))), catalog));
  const parts = ids.map((id) => judgeOn(standing.filter(isAbout(id)).filter(({ expired }) => !expired)));
  const renewed = ids.map((id) => judgeOn(standing.filter(isAbout(id)).filter(({ expired, fact }) => !expired || fact.verdict !== 'not-met')));
  const roles = ask.roles?.flatMap((role) => [role, ...(KINDS_OF[role] ? [KINDS_OF[role]!] : [])]);
  const own = new Map(requirements.map(([name, requirement]) => {
    const each = parts.map(({ verdicts }) => verdicts.get(name)!);
    const verdict = join(each) ?? 'not-applicable';
    const isMet = verdict === 'met' || verdict === 'met-with-exceptions';
    const chains = parts.flatMap((part, at) => chainBehind(part, name, each[at]!, verdict));
    const weakest = chains.length === 0 || chains.includes(null) ? null : weakestOf(chains as Chain[]);
    const wasMet = !isMet && parts.every((part, at) => ['met', 'met-with-exceptions'].includes(part.verdicts.get(name)!) || ['met', 'met-with-exceptions'].includes(renewed[at]!.verdicts.get(name)!));
    const answer: SlowAnswer = {
      verdict, binds: !roles || requirement.appliesTo.length === 0 || requirement.appliesTo.some((role) => roles.includes(role)),
      assurance: weakest ? STRENGTH[weakest[0] - 1]! : null, validUntil: weakest?.[2] ?? null, aged: weakest?.[1] === 0, wasMet, rollup: null,
    };
    return [name, answer] as const;
  }));
  return new Map(requirements.map(([name, requirement]) => [name, { ...own.get(name)!, rollup: rollUp(catalog, name.split(':')[0]!, requirement, own) }]));
}

/** The chains that a joined verdict rests on, on one part of the scope; null where the verdict has none. */
function chainBehind({ clean, any, notMet, overlaps }: Judged, node: string, part: string, joined: string): (Chain | null)[] {
  const isMet = part === 'met' || part === 'met-with-exceptions';
  if (part !== joined && !(joined === 'partly' && isMet) && !(joined === 'met-with-exceptions' && part === 'met')) return [];
  if (joined === 'met') return [clean.get(node)!];
  if (joined === 'met-with-exceptions') return [any.get(node)!];
  if (joined === 'not-met') return [notMet.get(node)!];
  if (joined !== 'partly') return [null];
  const chains = [overlaps.get(node), any.get(node)].filter((one) => one !== undefined);
  return [chains.reduce((best, one) => (better(one, best) ? one : best))];
}

function coverOf(catalog: Catalog, name: string, { exhausted, union }: Requirement): [string, string[]][] {
  if (exhausted !== 'yes' || union.length === 0) return [];
  const mapped = catalog.rows.filter((row) => `${row.framework}:${row.requirement}` === name && row.reviewed && row.relationship !== 'disjoint').map((row) => writeNode(nodeOf(row.control)));
  // a row that was tightened since still holds what was named; of several the first by name
  const links = union.map((text) => (mapped.includes(text) ? text : mapped.filter((control) => holds(nodeOf(control), nodeOf(text))).sort()[0]));
  return links.includes(undefined) ? [] : [[name, links as string[]]];
}

function rollUp(catalog: Catalog, framework: string, { id }: Requirement, own: ReadonlyMap<string, SlowAnswer>): string | null {
  const all = catalog.frameworks.find((one) => one.id === framework)!.requirements;
  const isBelow = (one: Requirement): boolean => one.parent !== null && (one.parent === id || isBelow(all.find((other) => other.id === one.parent)!));
  if (!all.some(({ parent }) => parent === id)) return null;
  const below = all.filter((one) => isBelow(one) && one.assessable).map((one) => own.get(`${framework}:${one.id}`)!).filter(({ binds }) => binds);
  return join(below.map(({ verdict }) => verdict)) ?? own.get(`${framework}:${id}`)!.verdict;
}
