import { addMonths, dayOf } from './calendar.js';
import { parseBoundedControl, formatBoundedControl } from './bound.js';
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
  const begun = latestVersions(evidence, ask.party).map((fact) => timeOf(fact, at, ask.grace ?? GRACE)).filter(({ from }) => from <= at);
  const lastEnd = new Map<string, number>();
  const keys = begun.map(({ fact }) => keyOf(fact));
  begun.forEach(({ end }, i) => lastEnd.set(keys[i]!, Math.max(end, lastEnd.get(keys[i]!) ?? end)));
  const least = ask.assurance ? ASSURANCES.indexOf(ask.assurance) : 0;
  return begun
    .filter(({ fact, end }, i) => end === lastEnd.get(keys[i]!) && ASSURANCES.indexOf(fact.assurance) >= least)
    .sort((a, b) => (a.fact.id < b.fact.id ? -1 : 1));
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

/** From when a fact speaks, until when it counts, and how that stands at a day. */
export function timeOf(fact: Evidence, at: number, grace: Grace): Counted {
  const { from, to, countsUntil } = fact.period;
  const [begin, end] = [dayOf(from), dayOf(to ?? from)];
  const months = grace[fact.source.kind][to ? 'period' : 'point'];
  const until = countsUntil ? dayOf(countsUntil) : addMonths(to ?? from, months);
  return { fact, from: begin, end, until, aged: at > end && at <= until, expired: at > until };
}

/** Facts with the same key speak of the same target and scope by the same kind of source: of them the one that ends latest counts. */
export function keyOf({ source, target, scope }: Evidence): string {
  const id = target.id.includes('[') ? canonical(target.id) : target.id;
  const where = scope?.length ? [...new Set(scope)].sort().join('|') : '';
  return `${source.kind}\n${target.kind}\n${target.framework ?? ''}\n${id}\n${where}`;
}

function canonical(text: string): string {
  try {
    return formatBoundedControl(parseBoundedControl(text));
  } catch {
    return text;
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
