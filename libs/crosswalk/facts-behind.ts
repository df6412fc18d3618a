import { dateOf, dayOf, sayDate } from './calendar.js';
import type { Compiled } from './compiled.js';
import { ASSURANCES, GRACE } from './evidence-types.js';
import type { Ask, Evidence } from './evidence-types.js';
import { mappedParts } from './parts.js';
import { placeEvidence } from './place-evidence.js';
import type { Mark } from './place-evidence.js';
import { boundsInWords, shortName } from './say-node.js';
import { keyOf, latestVersions, selectEvidence, timeOf } from './select-evidence.js';
import type { Counted } from './select-evidence.js';
import type { Situation } from './situation.js';

/** A fact that has to do with a requirement, and whether it counts at the asked date. */
export interface FactBehind {
  readonly fact: Evidence;
  readonly counts: boolean;
  /** Why it counts or does not, in one sentence. */
  readonly why: string;
  /** What it speaks of, of all that the requirement rests on: `IAM-02 for rights`, `SOC 2 CC6.3`. */
  readonly speaksOf: readonly string[];
}

/**
 * Every fact of the party that speaks of a requirement, of a control that is mapped to it, or of a node through which
 * either could be proven or broken; those that do not count too, each with the reason. Those that count come first.
 *
 * @param cited ids of facts that the verdict's reasons name; they are listed whatever they speak of
 */
export function factsBehind(compiled: Compiled, situation: Situation, evidence: readonly Evidence[], ask: Ask, node: number, cited: ReadonlySet<string>): FactBehind[] {
  const at = dayOf(ask.at);
  const selected = new Set(selectEvidence(evidence, ask).map(({ fact }) => fact.id));
  const counted = latestVersions(evidence, ask.party).map((fact) => timeOf(fact, at, ask.grace ?? GRACE));
  const isWatched = watcher(compiled, node);
  const parts = new Set([node, ...mappedParts(compiled, node).map((part) => part.node)]);
  return counted.flatMap((one): FactBehind[] => {
    const marks = placeEvidence(compiled, [one]).marks.filter((mark) => isWatched(mark) || cited.has(one.fact.id));
    if (marks.length === 0) return [];
    const outside = whyNotSelected(one, counted, selected, ask, at);
    const heard = situation.parts.flatMap(({ proof }) => proof.marks).filter(({ by }) => by.fact.id === one.fact.id);
    const { counts, why } = outside === null ? howItCounts(compiled, situation, one, marks, heard, parts) : { counts: false, why: outside };
    return [{ fact: one.fact, counts, why, speaksOf: [...new Set(marks.map((mark) => shortName(compiled, mark.node)))] }];
  }).sort((a, b) => Number(b.counts) - Number(a.counts) || (a.fact.id < b.fact.id ? -1 : 1));
}

/** Which nodes matter: a met one proves what lies inside it or overlaps; a not-met one breaks what it lies inside. */
function watcher(compiled: Compiled, node: number): (mark: Mark) => boolean {
  const { nodes, up, down } = compiled;
  const parts = mappedParts(compiled, node).flatMap((part) => [part.node, ...nodes.group[part.node]!]);
  const near = [node, ...parts];
  const proving = new Set([...near, ...down[node]!, ...near.flatMap((one) => [...up[one]!.to])]);
  const breaking = new Set([...near, ...near.flatMap((one) => [...down[one]!])]);
  return (mark) => (mark.kind === 'not-met' ? breaking : proving).has(mark.node);
}

function whyNotSelected(one: Counted, all: readonly Counted[], selected: ReadonlySet<string>, ask: Ask, at: number): string | null {
  const { fact, from, until, expired } = one;
  if (from > at) return `It begins on ${sayDate(fact.period.from)}, after the date that is asked for.`;
  if (ask.assurance && ASSURANCES.indexOf(fact.assurance) < ASSURANCES.indexOf(ask.assurance)) return 'Its assurance is lower than what is asked for.';
  if (!selected.has(fact.id)) {
    const later = all.find((other) => other.from <= at && other.end > one.end && keyOf(other.fact) === keyOf(fact));
    return `Replaced by ${later ? `${later.fact.source.label}, which speaks of a later time` : 'a later one'}.`;
  }
  if (expired) return `It counted until ${sayDate(dateOf(until))}.`;
  if (ask.scope?.length && fact.scope?.length && !fact.scope.some((id) => ask.scope!.includes(id))) return `It speaks of ${fact.scope.join(', ')} only.`;
  return null;
}

function howItCounts(
  compiled: Compiled, { parts }: Situation, { fact, until, aged }: Counted, marks: readonly Mark[], heard: readonly Mark[], needed: ReadonlySet<number>,
): { counts: boolean; why: string } {
  if (!marks.some((mark) => heard.some(({ node }) => node === mark.node))) return { counts: false, why: 'The same report found an exception in it, which outweighs this.' };
  if (marks.every((mark) => parts.some(({ proof }) => proof.silent[mark.node]))) return { counts: false, why: 'Something else says the opposite, so neither counts until that is settled.' };
  const days = `until ${sayDate(dateOf(until))}${aged ? ', though the time that it speaks of is over' : ''}`;
  const scope = fact.scope?.length ? ` for ${fact.scope.join(', ')}` : '';
  const short = marks.every(({ node }) => !needed.has(node)) ? shortOf(compiled, marks, needed) : null;
  return { counts: true, why: short ? `Counts ${days}${scope}, but does not show it ${short}.` : `Counts ${days}${scope}.` };
}

/** Where a fact speaks of a control but not of the bound that is needed: that bound in words. */
function shortOf(compiled: Compiled, marks: readonly Mark[], needed: ReadonlySet<number>): string | null {
  const groups = new Set(marks.map(({ node }) => compiled.nodes.group[node]![0]));
  const bounded = [...needed].find((one) => compiled.nodes.bounds[one]!.length > 0 && groups.has(compiled.nodes.group[one]![0]));
  return bounded === undefined ? null : boundsInWords(compiled, bounded);
}
