import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { usualTiers, type Policy, type policySet } from '#libs/contracts/sending.contract.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { usualLinkDays } from './link.js';
import { usualReminders, type ReminderPolicy } from './reminder-dates.js';

/** What holds until somebody sets something else. */
const usual: Policy = { remindBefore: [...usualReminders.before], remindWeekly: usualReminders.weekly, linkDays: usualLinkDays, tiers: usualTiers, fourEyes: [] };

/** How this organization asks; version 0 where nothing was set. */
export async function policyOf(tx: Transaction): Promise<Policy & { version: number }> {
  const [row] = await tx.query<{ version: number; policy: Policy }>('select version, policy from questionnaires.policy where tenant_id = $1', [tx.context.tenant]);
  return row ? { ...usual, ...row.policy, version: row.version } : { ...usual, version: 0 };
}

/** The part of the policy that is frozen with a request. */
export const remindersOf = (policy: Policy): ReminderPolicy => ({ before: policy.remindBefore, weekly: policy.remindWeekly, linkDays: policy.linkDays });

/** The policy, for pages. */
export const getPolicy = (database: TenantDatabase, context: Context) => database.run(context, policyOf);

/** Sets the policy for what is sent and reviewed from now on. @throws Fault `questionnaires.changed-meanwhile` */
export async function setPolicy(database: TenantDatabase, input: RequestOf<typeof policySet>, context: Context) {
  return database.run(context, async (tx) => {
    const { version, ...policy } = input;
    const rows = await tx.query(
      `insert into questionnaires.policy (tenant_id, version, policy) select $1, 1, $2 where $3 = 0 or exists (select from questionnaires.policy where tenant_id = $1)
       on conflict (tenant_id) do update set version = policy.version + 1, policy = excluded.policy where policy.version = $3 returning version`,
      [context.tenant, JSON.stringify(policy), version]);
    if (!rows.length) throw new Fault('conflict', 'questionnaires.changed-meanwhile', 'Somebody changed this meanwhile. Load the page again');
    await tx.audit('policy.set', context.tenant, policy);
    return policyOf(tx);
  });
}
