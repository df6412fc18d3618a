import type { Compiled } from './compiled.js';
import { answersDoubted, findingOf } from './disagreements.js';
import type { Ask, Evidence } from './evidence-types.js';
import { chainsAt } from './reasons.js';
import type { Reason } from './reason-types.js';
import { fullName } from './say-node.js';
import { assess } from './situation.js';
import type { PartProof } from './situation.js';

/** A node that facts about one party prove and disprove at once; nothing rests on it until that is settled. */
export interface FactClash {
  readonly node: number;
  readonly scope: readonly (string | null)[];
  readonly for: readonly Reason[];
  readonly against: readonly Reason[];
}

/** A clean answer of the party beside an auditor's exception or breach of the same control. */
export interface Disagreement {
  readonly node: number;
  readonly says: string;
}

/** What the facts about one party contradict each other in, each with both chains, and where an answer and an auditor disagree. */
export function clashesOf(compiled: Compiled, evidence: readonly Evidence[], ask: Ask): { contradictions: FactClash[]; disagreements: Disagreement[] } {
  const { parts } = assess(compiled, evidence, { ...ask, expiry: false });
  const contradictions = parts.flatMap(({ ids, proof }) => [...proof.silent.keys()].filter((node) => proof.silent[node] === 1).map((node): FactClash => ({ node, scope: ids, ...chainsAt(compiled, proof, node) })));
  const told = new Map(parts.flatMap((part) => disagreementsOn(compiled, part)).map((one) => [`${one.node}\n${one.says}`, one]));
  return { contradictions: onceEach(compiled, contradictions), disagreements: [...told.values()] };
}

/** Of several bounds of one control that clash by the same facts only the loosest is told. */
function onceEach({ nodes }: Compiled, clashes: readonly FactClash[]): FactClash[] {
  const seen = new Set<string>();
  return clashes.filter(({ node, scope, for: pro, against }) => {
    const key = [nodes.group[node]![0] ?? node, scope.join(), factsOf(pro).join(), factsOf(against).join()].join('\n');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function factsOf(reasons: readonly Reason[]): string[] {
  return [...new Set(reasons.flatMap(({ evidence, from }) => [...(evidence ? [evidence] : []), ...factsOf(from ?? [])]))].sort();
}

function disagreementsOn(compiled: Compiled, { proof: { marks } }: PartProof): Disagreement[] {
  return answersDoubted(compiled, marks).map(({ subject, answer, doubt }) => {
    const { label, page } = doubt.by.fact.source;
    return { node: subject, says: `${answer.by.fact.source.label} says that ${fullName(compiled, subject)} is met; ${label}${page ? ` (p. ${page})` : ''} reports ${findingOf(doubt)}.` };
  });
}
