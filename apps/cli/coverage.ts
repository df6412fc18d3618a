import { dayOf } from '#libs/crosswalk/calendar.js';
import type { Catalog } from '#libs/crosswalk/catalog-types.js';
import { compile } from '#libs/crosswalk/compile.js';
import { coverage as coverageOf } from '#libs/crosswalk/coverage.js';
import type { Ask, Evidence } from '#libs/crosswalk/evidence-types.js';
import { planFor } from '#libs/crosswalk/plan.js';
import { isShownAtFirst } from '#libs/crosswalk/shown-frameworks.js';
import { answering, BadInput, type CommandAnswer } from './answer.js';
import { catalogHere, frameworkHere } from './catalog-here.js';
import { evidenceOf, partyOf } from './evidence-file.js';
import { listOf } from './input.js';
import { sayCoverage } from './say-coverage.js';
import { sayPlan } from './say-plan.js';

/** What `coverage` and `plan` share; lists are separated by commas. */
export interface AskOptions {
  readonly evidence: string;
  readonly party?: string;
  readonly roles?: string;
  readonly scope?: string;
  readonly at?: string;
  readonly json?: boolean;
}

/** `concord coverage --evidence FILE`: what is proven of each requirement; status 0 whatever the verdicts. */
export function coverage(options: AskOptions & { readonly frameworks?: string; readonly reasons?: boolean }): Promise<CommandAnswer> {
  const json = options.json ?? false;
  return answering(json, async () => {
    const { catalog, facts, ask, notes } = await asked(options);
    const named = listOf(options.frameworks).map((id) => frameworkHere(catalog, id).id);
    const frameworks = named.length ? named : catalog.frameworks.filter(isShownAtFirst).map(({ id }) => id);
    const answer = coverageOf(compile(catalog), facts, { ...ask, frameworks, ...(options.reasons ? { reasons: true } : {}) });
    const unplaced = (answer.unplaced ?? []).map(({ evidence, says }) => `Evidence ${evidence} counts for nothing: ${says}`);
    return { out: json ? `${JSON.stringify(answer, null, 1)}\n` : sayCoverage(catalog, answer), err: [...notes, ...unplaced].map((line) => `${line}\n`).join('') };
  });
}

/** `concord plan --evidence FILE --add FRAMEWORK`: the ordered work list that adds a framework. */
export function plan(options: AskOptions & { readonly add: string }): Promise<CommandAnswer> {
  const json = options.json ?? false;
  return answering(json, async () => {
    const { catalog, facts, ask, notes } = await asked(options);
    const framework = frameworkHere(catalog, options.add);
    const made = planFor(compile(catalog), facts, ask, framework.id)!;
    return { out: json ? `${JSON.stringify(made, null, 1)}\n` : sayPlan(framework, made), err: notes.map((line) => `${line}\n`).join('') };
  });
}

async function asked(options: AskOptions): Promise<{ catalog: Catalog; facts: readonly Evidence[]; ask: Ask; notes: readonly string[] }> {
  const at = options.at ?? new Date().toISOString().slice(0, 10);
  try {
    dayOf(at);
  } catch (error) {
    throw new BadInput('date.invalid', `--at: ${error instanceof Error ? error.message : String(error)}.`, { at });
  }
  const catalog = catalogHere();
  const facts = await evidenceOf(options.evidence);
  const party = partyOf(facts, options.party);
  const roles = options.roles === undefined ? undefined : listOf(options.roles);
  const known = new Set(catalog.frameworks.flatMap(({ requirements }) => requirements.flatMap(({ appliesTo }) => appliesTo)));
  const strange = (roles ?? []).filter((role) => !known.has(role));
  const notes = [
    ...(facts.some((fact) => fact.party === party) ? [] : [`The file holds no evidence about "${party}".`]),
    ...strange.map((role) => `No requirement binds the role "${role}". Roles are ${[...known].sort().join(', ')}.`),
  ];
  return { catalog, facts, ask: { party, at, scope: listOf(options.scope), ...(roles ? { roles } : {}) }, notes };
}
