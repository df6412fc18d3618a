import { addMonths, dayOf } from './calendar.js';
import { canonicalControl } from './bound.js';
import { ASSURANCES, GRACE } from './evidence-types.js';
import type { Ask, Evidence, Grace } from './evidence-types.js';

/** A fact that speaks of the asked date, or spoke of it until its grace ran out. Days count from 1 January 1970. */
export interface Counted {
  readonly fact: Evidence;
  readonly from: number;
  readonly end: number;
  /** The last day on which it counts. */
  readonly until: number;
  /** It counts in its grace only. */
  readonly aged: boolean;
  readonly expired: boolean;
}

/**
 * The facts about the asked party that matter at the asked date, sorted by id: of each id the highest version, unless
 * withdrawn; begun; and of one kind of source on the same target and scope only those whose period ends latest.
 */
export function selectEvidence(evidence: readonly Evidence[], ask: Ask): Counted[] {
  const at = dayOf(ask.at);
  const least = ask.assurance ? ASSURANCES.indexOf(ask.assurance) : 0;
  const readTime = timeReader(at, ask.grace ?? GRACE);
  const begun: Counted[] = [];
  for (const fact of latestVersions(evidence, ask.party)) {
    const one = readTime(fact);
    if (one.from <= at) begun.push(one);
  }
  const replaced = replacedOf(begun);
  const kept = begun.filter((one) => !replaced.has(one) && ASSURANCES.indexOf(one.fact.assurance) >= least);
  return kept.every(({ fact }, i) => i === 0 || kept[i - 1]!.fact.id < fact.id) ? kept : kept.sort((a, b) => (a.fact.id < b.fact.id ? -1 : 1));
}

/** Those after which another of the same kind of source on the same target and scope ends. */
function replacedOf(begun: readonly Counted[]): ReadonlySet<Counted> {
  const first = new Map<string, Counted>();
  const sharing = new Set<Counted>();
  for (const one of begun) {
    const id = targetId(one.fact);
    const other = first.get(id);
    if (other === undefined) first.set(id, one);
    else sharing.add(other).add(one);
  }
  const lastEnd = new Map<string, number>();
  for (const { fact, end } of sharing) lastEnd.set(keyOf(fact), Math.max(end, lastEnd.get(keyOf(fact)) ?? end));
  for (const one of sharing) if (one.end === lastEnd.get(keyOf(one.fact))) sharing.delete(one);
  return sharing;
}

/** Of each id of the party's facts the highest version, unless that is withdrawn. */
export function latestVersions(evidence: readonly Evidence[], party: string): Evidence[] {
  const latest = new Map<string, Evidence>();
  for (const fact of evidence) {
    if (fact.party !== party) continue;
    const known = latest.get(fact.id);
    if (!known || fact.version > known.version || (fact.version === known.version && JSON.stringify(fact) > JSON.stringify(known))) latest.set(fact.id, fact);
  }
  return [...latest.values()].filter((fact) => !fact.withdrawn);
}

/** {@link timeOf}, which reads a period once where facts that follow each other share it. */
function timeReader(at: number, grace: Grace): (fact: Evidence) => Counted {
  let last: Counted | undefined;
  return (fact) => {
    const { period, source } = fact;
    const before = last?.fact.period;
    if (last && before!.from === period.from && before!.to === period.to && before!.countsUntil === period.countsUntil && last.fact.source.kind === source.kind) {
      const { from, end, until, aged, expired } = last;
      return { fact, from, end, until, aged, expired };
    }
    return (last = timeOf(fact, at, grace));
  };
}

/** From when a fact speaks, until when it counts, and how that stands at a day. */
export function timeOf(fact: Evidence, at: number, grace: Grace): Counted {
  const { from, to, countsUntil } = fact.period;
  const [begin, end] = [dayOf(from), dayOf(to ?? from)];
  const months = grace[fact.source.kind][to ? 'period' : 'point'];
  const until = countsUntil ? dayOf(countsUntil) : addMonths(to ?? from, months);
  return { fact, from: begin, end, until, aged: at > end && at <= until, expired: at > until };
}

/** Facts with the same key speak of the same target and scope by the same kind of source: of them the one that ends latest counts. */
export function keyOf(fact: Evidence): string {
  const { source, target, scope } = fact;
  const where = scope?.length ? [...new Set(scope)].sort().join('|') : '';
  return `${source.kind}\n${target.kind}\n${target.framework ?? ''}\n${targetId(fact)}\n${where}`;
}

/** The target as Concord writes it, without its framework. */
function targetId({ target: { id } }: Evidence): string {
  if (!id.includes('[')) return id;
  try {
    return canonicalControl(id);
  } catch {
    return id;
  }
}

/** A part of the asked scope on which the same facts speak. */
export interface ScopePart {
  /** Null stands for everything in scope that no fact names. */
  readonly ids: readonly (string | null)[];
  readonly facts: readonly Counted[];
}

/** Cuts the asked scope into parts with the same facts each, so that a chain never joins facts about different things. */
export function partScope(facts: readonly Counted[], scope: readonly string[]): ScopePart[] {
  const scoped = facts.some(({ fact }) => fact.scope?.length);
  if (!scoped) return [{ ids: scope.length > 0 ? [...new Set(scope)] : [null], facts }];
  const ids: (string | null)[] = scope.length > 0 ? [...new Set(scope)] : [...new Set(facts.flatMap(({ fact }) => fact.scope ?? []))].sort();
  if (scope.length === 0) ids.push(null);
  const parts = new Map<string, { ids: (string | null)[]; facts: Counted[] }>();
  for (const id of ids) {
    const here = facts.filter(({ fact }) => !fact.scope?.length || (id !== null && fact.scope.includes(id)));
    const key = here.map(({ fact }) => fact.id).join('\n');
    const part = parts.get(key);
    if (part) part.ids.push(id);
    else parts.set(key, { ids: [id], facts: here });
  }
  return [...parts.values()];
}
