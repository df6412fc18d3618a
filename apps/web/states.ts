/** How a state looks: the class that colours its shape, and the shape in the sprite. */
export interface StateLook {
  readonly look: string;
  readonly icon: string;
}

const look = (name: string, icon: string): StateLook => ({ look: name, icon });

/**
 * Every state that a page may show, by the key that pages and services use. The word for each
 * stands in `common.status.<key>`; the shape carries the meaning where colour is not seen.
 */
export const states: Readonly<Record<string, StateLook>> = {
  // verdicts of coverage
  'met': look('met', 'met'),
  'met-with-exceptions': look('exceptions', 'exceptions'),
  'partly': look('partly', 'partly'),
  'not-met': look('notmet', 'notmet'),
  'contradiction': look('contradiction', 'contradiction'),
  'unknown': look('unknown', 'unknown'),
  'not-applicable': look('na', 'na'),
  'does-not-bind': look('na', 'na'),
  // work
  'done': look('done', 'met'),
  'in-progress': look('progress', 'progress'),
  'waiting': look('waiting', 'waiting'),
  'due': look('due', 'due'),
  'overdue': look('overdue', 'overdue'),
  'not-started': look('unknown', 'todo'),
  'locked': look('unknown', 'lock'),
  'expired': look('due', 'expired'),
  'aged': look('due', 'expired'),
  'open': look('due', 'todo'),
  'closed': look('done', 'met'),
  'draft': look('unknown', 'todo'),
  'scheduled': look('waiting', 'due'),
  'queued': look('waiting', 'waiting'),
  'running': look('progress', 'progress'),
  'failed': look('notmet', 'notmet'),
  'paused': look('waiting', 'waiting'),
  'sent': look('waiting', 'waiting'),
  'opened': look('progress', 'todo'),
  'started': look('progress', 'progress'),
  'submitted': look('due', 'answer'),
  'in-review': look('progress', 'progress'),
  'accepted': look('done', 'met'),
  'approved': look('done', 'met'),
  'approved-with-conditions': look('due', 'exceptions'),
  'rejected': look('notmet', 'notmet'),
  'refused': look('notmet', 'notmet'),
  'withdrawn': look('na', 'na'),
  'superseded': look('na', 'na'),
  'finished': look('done', 'met'),
  'promised': look('waiting', 'waiting'),
  'matched': look('done', 'met'),
  'covered': look('done', 'met'),
  'uncovered': look('overdue', 'overdue'),
  'active': look('done', 'met'),
  'inactive': look('na', 'na'),
  'invited': look('waiting', 'waiting'),
  'missing': look('unknown', 'todo'),
  'changed': look('due', 'carried'),
  'carried-over': look('progress', 'carried'),
  'warning': look('due', 'overdue'),
  'note': look('waiting', 'page'),
  // severity and risk
  'critical': look('notmet', 'critical'),
  'high': look('notmet', 'high'),
  'medium': look('partly', 'medium'),
  'low': look('unknown', 'low'),
  // assurance
  'attested': look('rel', 'a1'),
  'evidenced': look('rel', 'a2'),
  'audited-design': look('rel', 'a3'),
  'audited-operation': look('rel', 'a4'),
  // certainty of a reading
  'certain': look('done', 'certain'),
  'likely': look('progress', 'likely'),
  'check': look('due', 'check'),
  // relations between requirements: the filled shape is this one, the ring is the other
  'equal': look('rel', 'equal'),
  'superset': look('rel', 'superset'),
  'subset': look('rel', 'subset'),
  'intersects': look('rel', 'intersects'),
  'disjoint': look('rel', 'disjoint'),
  'no-relation': look('unknown', 'norow'),
};

/** Icons drawn wider than high. */
export const wideIcons: ReadonlySet<string> = new Set(['equal', 'superset', 'subset', 'intersects', 'disjoint', 'norow']);

/** @throws Error naming the state when no look is declared for it */
export function stateLook(state: unknown): StateLook {
  const found = typeof state === 'string' && Object.hasOwn(states, state) ? states[state] : undefined;
  if (!found) throw new Error(`No look is declared for the state "${String(state)}": add it to states.ts and common.status`);
  return found;
}
