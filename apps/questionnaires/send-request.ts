import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { requestSend } from '#libs/contracts/questionnaires.contract.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { planSending } from './due-slots.js';
import { freeze, instantOf, makeRequest } from './make-request.js';
import { policyOf, remindersOf } from './policy.js';
import { wholeRequest } from './request-view.js';
import { composed } from './templates.js';
import { awaitVendor } from './vendor-known.js';
import { sendNow } from './work-slots.js';

/**
 * Sends a questionnaire to an address, at once or at a time. Wording and due date are frozen with the request.
 * @throws Fault `questionnaires.vendor-unknown`, `questionnaires.template-unknown`, `questionnaires.due-past`, `questionnaires.due-before-sending`
 */
export async function sendRequest(database: TenantDatabase, request: RequestOf<typeof requestSend>, context: Context, linkKey: string | undefined) {
  await awaitVendor(database, request.vendor, context);
  return database.command(context, requestSend, request, async (tx) => {
    const { tenant: tenantId } = context;
    const template = await composed(tx, request.template, request.depth, request.modules);
    const [vendor] = await tx.query('select 1 from questionnaires.vendor where tenant_id = $1 and id = $2', [tenantId, request.vendor]);
    if (!vendor) throw new Fault('missing', 'questionnaires.vendor-unknown', 'There is no such vendor, or it was added a moment ago. Try again');
    const sendAt = await instantOf(tx, request.sendAt);
    await demandDue(tx, request.due, sendAt);
    const made = await makeRequest(tx, { key: template.key, hash: await freeze(tx, template) }, { ...request, sendAt, reminders: remindersOf(await policyOf(tx)), batch: null }, linkKey);
    if (sendAt && sendAt.getTime() > Date.now()) {
      await planSending(tx, made);
      await tx.audit('request.scheduled', made.id, { vendor: request.vendor, template: template.key, at: sendAt.toISOString() });
    } else {
      await sendNow(tx, made);
    }
    return wholeRequest(tx, made.id);
  });
}

/** @throws Fault `questionnaires.due-past`, `questionnaires.due-before-sending` */
export async function demandDue(tx: Transaction, due: { readonly date: string; readonly zone: string }, sendAt: Date | null): Promise<void> {
  const [row] = await tx.query<{ past: boolean; early: boolean }>(
    'select $1::date < (now() at time zone $2)::date as past, coalesce($1::date < ($3::timestamptz at time zone $2)::date, false) as early', [due.date, due.zone, sendAt]);
  if (row?.past) throw new Fault('invalid', 'questionnaires.due-past', 'That date has passed', { fields: [{ field: 'due', message: 'Choose a date from today on' }] });
  if (row?.early) throw new Fault('invalid', 'questionnaires.due-before-sending', 'It would be due before it is sent', { fields: [{ field: 'due', message: 'Choose a date after the day on which it is sent' }] });
}
