import type { Framework } from '#libs/crosswalk/catalog-types.js';
import type { Plan } from '#libs/crosswalk/plan.js';
import { sayControl } from '#libs/crosswalk/say-bound.js';

/** A plan for people: what is met today and in the end, then the steps in their order and what each closes. */
export function sayPlan({ name, version }: Framework, plan: Plan): string {
  const head = [
    `${name} ${version}: ${plan.metBefore} of ${plan.requirements} requirements met today, ${plan.metAfter} after ${plan.steps.length} step${plan.steps.length === 1 ? '' : 's'}`,
    plan.isExact ? 'No choice of controls closes the same with fewer steps.' : `Any choice of controls that closes the same takes ${plan.atLeast} steps or more.`,
    '',
  ];
  const steps = plan.steps.flatMap(({ control, title, kind, unlocks, readies }, at) => [
    `${String(at + 1).padStart(3)}. ${kind.padEnd(7)} ${sayControl(control)}: ${title}`,
    ...closes('closes', unlocks), ...closes('readies', readies),
  ]);
  const open = plan.open.length === 0 ? [] : ['', 'No control closes:', ...plan.open.map(({ id, says }) => `     ${id}  ${says}`)];
  return `${[...head, ...steps, ...open].join('\n')}\n`;
}

function closes(word: string, lists: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(lists).map(([framework, ids]) => `             ${word} ${framework} ${ids.join(' ')}`);
}
