import type { Catalog } from './catalog-types.js';
import type { Ask, Evidence } from './evidence-types.js';
import { holds, nodeOf, writeNode } from './slow-bounds.fixture.js';

export const STRENGTH = ['attested', 'evidenced', 'audited-design', 'audited-operation'];
const GRACE_MONTHS: Record<string, readonly [period: number, point: number]> = {
  answer: [12, 12], report: [12, 12], 'bridge-letter': [0, 0], document: [0, 12], test: [12, 12], manual: [12, 12],
};

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

export interface Said {
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

export function sayOf(by: Standing, controls: readonly string[], requirements: ReadonlySet<string>): Said[] {
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
export function heedExceptions(said: readonly Said[], catalog: Catalog): Said[] {
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
