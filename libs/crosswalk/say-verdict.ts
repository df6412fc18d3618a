import { sayDate } from './calendar.js';
import type { RequirementAnswer } from './judge-requirement.js';

/** A verdict in one sentence. */
export function sayVerdict(name: string, { verdict, validUntil, expired, scope, binds, aged }: RequirementAnswer): string {
  const where = scope?.length ? ` for ${scope.join(', ')}` : '';
  const until = validUntil ? `, until ${sayDate(validUntil)}${aged ? ' (its evidence speaks of an earlier time)' : ''}` : '';
  const own = {
    met: `${name} is met${where}${until}.`,
    'met-with-exceptions': `${name} is met${where}, with exceptions that the auditor found${until}.`,
    partly: `${name} is met in part${where}.`,
    'not-met': `${name} is not met${where}.`,
    contradiction: `What is known of ${name} contradicts itself${where}.`,
    'not-applicable': `${name} does not apply${where}.`,
    unknown: `Nothing is proven of ${name}.`,
  }[verdict];
  return [own, expired ? `It was met until ${sayDate(expired)}.` : '', binds ? '' : 'It does not bind this party.'].filter(Boolean).join(' ');
}
