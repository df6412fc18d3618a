import type { Compiled } from './compiled.js';
import type { Mark } from './place-evidence.js';
import { shortName } from './say-node.js';

/** What a vendor answers against what its auditor reports, in sentences: by requirement, or by bare control for all its bounds. */
export type Disagreements = ReadonlyMap<number, readonly string[]>;

const NONE: Disagreements = new Map();

/** Where a clean answer stands against an exception or a breach that an auditor's report tells of the same node, or of another bound of the same control. */
export function disagreementsOf(compiled: Compiled, marks: readonly Mark[]): Disagreements {
  const doubts = marks.filter(({ kind, by }) => by.fact.source.kind === 'report' && (kind === 'excepted' || kind === 'not-met'));
  if (doubts.length === 0) return NONE;
  const found = new Map<number, string[]>();
  for (const answer of marks) {
    if (answer.by.fact.source.kind !== 'answer' || answer.kind !== 'met') continue;
    const subject = subjectOf(compiled, answer.node);
    const against = doubts.filter(({ node }) => subjectOf(compiled, node) === subject);
    if (against.length > 0) found.set(subject, [...(found.get(subject) ?? []), ...against.map((doubt) => say(compiled, answer, doubt))]);
  }
  return found;
}

/** The disagreements about some nodes, each sentence once. */
export function disagreementsOn(compiled: Compiled, found: Disagreements, nodes: readonly number[]): readonly string[] {
  return found.size === 0 ? [] : [...new Set(nodes.map((node) => subjectOf(compiled, node)))].flatMap((subject) => found.get(subject) ?? []);
}

function subjectOf({ nodes }: Compiled, node: number): number {
  return nodes.group[node]![0] ?? node;
}

function say(compiled: Compiled, answer: Mark, doubt: Mark): string {
  const finding = doubt.kind === 'excepted' ? 'an exception' : 'that it is not';
  return `${answer.by.fact.source.label} says that ${shortName(compiled, answer.node)} is met; ${doubt.by.fact.source.label} reports ${finding}.`;
}
