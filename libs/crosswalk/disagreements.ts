import type { Compiled } from './compiled.js';
import type { Mark } from './place-evidence.js';
import { shortName } from './say-node.js';

/** What a vendor answers against what its auditor reports, in sentences: by requirement, or by bare control for all its bounds. */
export type Disagreements = ReadonlyMap<number, readonly string[]>;

const NONE: Disagreements = new Map();

/** A clean answer, and what an auditor's report tells against it of the same requirement or of any bound of the same control. */
export interface AnswerDoubted {
  /** The requirement, or the control without bounds. */
  readonly subject: number;
  readonly answer: Mark;
  readonly doubt: Mark;
}

/** Where clean answers stand against exceptions or breaches in an auditor's report, in the order of the answers. */
export function answersDoubted(compiled: Compiled, marks: readonly Mark[]): AnswerDoubted[] {
  const doubts = marks.filter(({ kind, by }) => by.fact.source.kind === 'report' && (kind === 'excepted' || kind === 'not-met'));
  if (doubts.length === 0) return [];
  const answers = marks.filter(({ kind, by }) => by.fact.source.kind === 'answer' && kind === 'met');
  return answers.flatMap((answer) => {
    const subject = subjectOf(compiled, answer.node);
    return doubts.filter(({ node }) => subjectOf(compiled, node) === subject).map((doubt) => ({ subject, answer, doubt }));
  });
}

/** What an auditor reports against an answer. */
export const findingOf = ({ kind }: Mark): string => (kind === 'excepted' ? 'an exception' : 'that it is not');

/** {@link answersDoubted} in sentences. */
export function disagreementsOf(compiled: Compiled, marks: readonly Mark[]): Disagreements {
  const doubted = answersDoubted(compiled, marks);
  if (doubted.length === 0) return NONE;
  const found = new Map<number, string[]>();
  for (const { subject, answer, doubt } of doubted) {
    const says = `${answer.by.fact.source.label} says that ${shortName(compiled, answer.node)} is met; ${doubt.by.fact.source.label} reports ${findingOf(doubt)}.`;
    found.set(subject, [...(found.get(subject) ?? []), says]);
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
