import { dateOf, dayOf, sayDate } from './calendar.js';
import { requirementName } from './compiled.js';
import type { AnyRow, Compiled } from './compiled.js';
import type { CoverageAnswer } from './coverage.js';
import type { Change } from './diff.js';
import { GRACE } from './evidence-types.js';
import type { Ask, Evidence } from './evidence-types.js';
import type { Reason } from './reason-types.js';
import { listOf, sayPart } from './say-bound.js';
import { sayRow } from './say-row.js';
import { keyOf, latestVersions, timeOf } from './select-evidence.js';

/** One of the two answers that are compared, with all that it rests on; the answer has its reasons. */
export interface Compared {
  readonly compiled: Compiled;
  readonly evidence: readonly Evidence[];
  readonly ask: Ask;
  readonly answer: CoverageAnswer;
  /** The party's name, for sentences. */
  readonly name: string;
}

/**
 * Why a verdict is another one: which facts carry only one of the two answers, and what became of them; which rows of the
 * requirement only one catalog has. One sentence each; empty where both answers cite the same.
 */
export function whyChanged(before: Compared, after: Compared): (change: Change) => string[] {
  const [was, is] = [citedBy(before.answer), citedBy(after.answer)];
  const rows = before.compiled === after.compiled ? () => [] : rowChanges(before.compiled, after.compiled);
  const gone = sayStanding(before, after, 'gone');
  const come = sayStanding(after, before, 'come');
  return ({ framework, id }) => {
    const name = requirementName(framework, id);
    const [old, now] = [was.get(name) ?? new Set<string>(), is.get(name) ?? new Set<string>()];
    return [...rows(name), ...gone([...old].filter((fact) => !now.has(fact))), ...come([...now].filter((fact) => !old.has(fact)))];
  };
}

function citedBy({ frameworks }: CoverageAnswer): Map<string, ReadonlySet<string>> {
  return new Map(frameworks.flatMap(({ id, requirements }) => requirements.map((one): [string, ReadonlySet<string>] => [requirementName(id, one.id), new Set(cited(one.reasons ?? []))])));
}

function cited(reasons: readonly Reason[]): string[] {
  return reasons.flatMap(({ evidence, from }) => [...(evidence ? [evidence] : []), ...cited(from ?? [])]);
}

/** Says of facts that carry one side only how they stand on the other: one sentence for those of one source that stand alike. */
function sayStanding(own: Compared, other: Compared, way: 'gone' | 'come'): (ids: readonly string[]) => string[] {
  const facts = new Map(latestVersions(own.evidence, own.ask.party).map((fact) => [fact.id, fact]));
  const others = own.ask.party === other.ask.party ? latestVersions(other.evidence, other.ask.party) : [];
  const there = new Set(others.map(({ id }) => id));
  const at = dayOf(other.ask.at);
  const standing = (fact: Evidence): string => {
    if (own.ask.party !== other.ask.party) return `is shown for ${own.name} only`;
    if (!there.has(fact.id)) return way === 'gone' ? 'is no longer known' : 'is new';
    const { from, end, until, expired } = timeOf(fact, at, other.ask.grace ?? GRACE);
    if (from > at) return `${way === 'come' ? 'counts' : 'counted'} from ${sayDate(fact.period.from)}`;
    if (expired) return `counted until ${sayDate(dateOf(until))}`;
    const later = others.map((one) => timeOf(one, at, other.ask.grace ?? GRACE)).find((one) => one.from <= at && one.end > end && keyOf(one.fact) === keyOf(fact));
    return later ? `was replaced by ${later.fact.source.label} of ${sayDate(later.fact.period.to ?? later.fact.period.from)}` : '';
  };
  return (ids) => {
    const groups = new Map<string, { label: string; how: string; of: Set<string> }>();
    for (const id of ids) {
      const fact = facts.get(id);
      const how = fact && standing(fact);
      if (!fact || !how) continue;
      const key = `${fact.source.label}\n${how}`;
      const group = groups.get(key) ?? { label: fact.source.label, how, of: new Set<string>() };
      groups.set(key, group);
      group.of.add(fact.target.kind === 'control' ? sayPart(fact.target.id) : fact.target.id);
    }
    return [...groups.values()].map(({ label, how, of }) => `${label} on ${listOf(shown([...of]))} ${how}.`);
  };
}

const most = 6;

function shown(names: readonly string[]): string[] {
  return names.length <= most ? [...names] : [...names.slice(0, most - 1), `${names.length - most + 1} more`];
}

/** The rows and the named set of each requirement that two catalogs tell apart. */
function rowChanges(before: Compiled, after: Compiled): (name: string) => string[] {
  const rowsAt = ({ nodes, rowsOf, directRowsOf }: Compiled, name: string): Map<string, AnyRow> => {
    const node = nodes.ofRequirement.get(name);
    return new Map(node === undefined ? [] : [...rowsOf[node]!, ...directRowsOf[node]!].map((row): [string, AnyRow] => [row.id, row]));
  };
  const unionAt = ({ covers, nodes }: Compiled, name: string): boolean => covers.some(({ node }) => node === nodes.ofRequirement.get(name));
  const said = (row: AnyRow, { catalog }: Compiled): string => sayRow(row, catalog.frameworks);
  return (name) => {
    const [old, now] = [rowsAt(before, name), rowsAt(after, name)];
    const says: string[] = [];
    for (const [id, row] of old) {
      const other = now.get(id);
      if (!other) says.push(`The row “${said(row, before)}” is gone.`);
      else if (other.relationship !== row.relationship || other.reviewed !== row.reviewed) says.push(`The row “${said(row, before)}” says ${other.relationship}${other.reviewed ? '' : ', not reviewed,'} now.`);
    }
    for (const [id, row] of now) if (!old.has(id)) says.push(`The row “${said(row, after)}” is new.`);
    if (unionAt(before, name) !== unionAt(after, name)) says.push(unionAt(after, name) ? 'Its named controls together hold all of it now.' : 'Nothing says any more that its named controls together hold all of it.');
    return says;
  };
}
