import type { Catalog, Requirement } from './catalog-types.js';
import type { Ask, Evidence } from './evidence-types.js';
import { holds, nodeOf, writeNode } from './slow-bounds.fixture.js';
import { STRENGTH, heedExceptions, sayOf, slowSelect, type Said, type Standing } from './slow-facts.fixture.js';
import { isIn, slowMasks, type Masks } from './slow-masks.fixture.js';

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

const KINDS_OF: Record<string, string> = { 'health-plan': 'covered-entity', clearinghouse: 'covered-entity', 'multi-tenant-service-provider': 'service-provider' };

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
