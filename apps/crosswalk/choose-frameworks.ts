import type { RequestOf } from '#libs/contracts/contract.js';
import type { frameworkChoose } from '#libs/contracts/crosswalk.contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { isShownAtFirst } from '#libs/crosswalk/shown-frameworks.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { parties } from './ask.js';
import { frameworkOf, listFrameworks } from './catalog.js';
import type { CoverageQueue } from './coverage-queue.js';
import { choiceOf } from './framework-choice.js';
import { catalogOf } from './tenant-catalog.js';

/** Sets which frameworks are looked at; the coverage of every party is said anew. @throws Fault `crosswalk.framework-unknown`, `crosswalk.changed-meanwhile` */
export async function chooseFrameworks(database: TenantDatabase, { frameworks, version }: RequestOf<typeof frameworkChoose>, context: Context, queue: CoverageQueue) {
  return database.run(context, async (tx) => {
    const compiled = await catalogOf(tx);
    for (const id of frameworks) frameworkOf(compiled, id);
    const shown = Object.fromEntries(compiled.catalog.frameworks.filter((one) => frameworks.includes(one.id) !== isShownAtFirst(one)).map(({ id }) => [id, frameworks.includes(id)]));
    const rows = await tx.query(
      `insert into crosswalk.framework_choice (tenant_id, version, shown) select $1, 1, $2 where $3 = 0 or exists (select from crosswalk.framework_choice where tenant_id = $1)
       on conflict (tenant_id) do update set version = framework_choice.version + 1, shown = excluded.shown where framework_choice.version = $3 returning version`,
      [context.tenant, JSON.stringify(shown), version]);
    if (!rows.length) throw new Fault('conflict', 'crosswalk.changed-meanwhile', 'Somebody changed this meanwhile. Load the page again');
    for (const { id } of await parties(tx)) queue.add(tx, id);
    await tx.audit('frameworks.chosen', context.tenant, { frameworks });
    return listFrameworks(compiled, await choiceOf(tx));
  });
}
