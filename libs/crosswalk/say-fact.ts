import { dateOf, sayDate } from './calendar.js';
import type { Compiled } from './compiled.js';
import type { Evidence } from './evidence-types.js';
import type { Mark } from './place-evidence.js';
import { sayBound, sayMeasured } from './say-bound.js';
import { fullName, shortName, titleOf } from './say-node.js';
import type { Reason } from './reason-types.js';

/** The steps from a source to the node that it speaks of: what the source says, and which node that is. */
export function reasonOfMark(compiled: Compiled, mark: Mark): Reason {
  const { by: { fact } } = mark;
  const source: Reason = { rule: 'evidence', says: sayFact(compiled, mark), evidence: fact.id };
  if (mark.breach) {
    const { measured, need } = mark.breach;
    return {
      rule: 'measured', evidence: fact.id, from: [source],
      says: `${fullName(compiled, mark.node)} is not met: yours: ${sayMeasured(need.parameter, measured.value)}; needed: ${sayMeasured(need.parameter, need.value)}.`,
    };
  }
  if (mark.modified !== undefined) {
    return {
      rule: 'modified-opinion', evidence: fact.id, from: [source],
      says: `That counts as not met, since the same report does not find ${shortName(compiled, mark.modified)} met.`,
    };
  }
  if (mark.node < compiled.nodes.requirements) return source;
  return { rule: 'identified', says: `That is ${fullName(compiled, mark.node)}.`, evidence: fact.id, from: [source] };
}

/** What one source says, in one sentence with its time and page. */
function sayFact(compiled: Compiled, mark: Mark): string {
  const { fact, aged, until } = mark.by;
  const what = fact.target.kind === 'requirement' ? fullName(compiled, mark.node) : `'${fact.source.quote ?? titleOf(compiled, mark.node)}'`;
  const measured = (fact.measured ?? []).map(({ parameter, value, precision }) => ` (${precision === 'bound' ? sayBound({ parameter, value }) : sayMeasured(parameter, value)})`).join('');
  const end = [
    whenOf(fact), fact.source.page === undefined ? '' : ` (p. ${fact.source.page})`, fact.scope?.length ? `, for ${fact.scope.join(', ')}` : '',
    aged ? `; the time that it speaks of is over, and it counts until ${sayDate(dateOf(until))}` : '',
  ].join('');
  const note = fact.note?.trim() ? ` ${fact.note.trim().replace(/\.?$/, '.')}` : '';
  return `${clauseOf(fact, what)}${measured}${end}.${note}`;
}

function clauseOf({ source, verdict, target, assurance }: Evidence, what: string): string {
  const outcome = { met: 'is met', excepted: 'had exceptions', 'not-met': 'is not met', 'not-applicable': 'does not apply' }[verdict];
  switch (source.kind) {
    case 'report': {
      if (target.kind === 'requirement') return `The auditor's opinion in ${source.label} says that ${what} ${verdict === 'excepted' ? 'is met, with exceptions in its tests' : outcome}`;
      const verb = assurance === 'audited-operation' ? 'tested' : 'examined';
      return `The auditor ${verb} ${what} ${{ met: 'without exceptions', excepted: 'and found exceptions', 'not-met': 'and found it not met', 'not-applicable': 'and found that it does not apply' }[verdict]}`;
    }
    case 'answer': return `The answer in ${source.label} says that ${what} ${outcome}`;
    case 'bridge-letter': return `Management states in ${source.label} that ${what} ${outcome}`;
    case 'document': return `${source.label} shows that ${what} ${outcome}`;
    case 'test': return `The test ${source.label} shows that ${what} ${outcome}`;
    case 'manual': return `${source.label} records that ${what} ${outcome}`;
  }
}

function whenOf({ period: { from, to } }: Evidence): string {
  return to && to !== from ? ` from ${sayDate(from)} to ${sayDate(to)}` : ` as of ${sayDate(from)}`;
}
