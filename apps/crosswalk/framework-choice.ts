import type { Framework } from '#libs/crosswalk/catalog-types.js';
import type { Compiled } from '#libs/crosswalk/compiled.js';
import { isShownAtFirst } from '#libs/crosswalk/shown-frameworks.js';
import type { Transaction } from '#libs/platform/transaction.js';

/** What an organization said of which frameworks it looks at; version 0 where it said nothing. */
export interface Choice {
  readonly version: number;
  readonly shown: Readonly<Record<string, boolean>>;
}

export async function choiceOf(tx: Transaction): Promise<Choice> {
  const [row] = await tx.query<Choice>('select version, shown from crosswalk.framework_choice where tenant_id = $1', [tx.context.tenant]);
  return row ?? { version: 0, shown: {} };
}

/** Whether an organization looks at a framework: as it said, and else as the catalog has it. */
export const isShown = ({ shown }: Choice, framework: Framework): boolean => shown[framework.id] ?? isShownAtFirst(framework);

/** The frameworks that a question is about: those it names, or else those that are looked at. */
export async function frameworksAsked(tx: Transaction, { catalog }: Compiled, named: readonly string[] | undefined): Promise<readonly string[]> {
  if (named?.length) return named;
  const choice = await choiceOf(tx);
  return catalog.frameworks.filter((one) => isShown(choice, one)).map(({ id }) => id);
}
