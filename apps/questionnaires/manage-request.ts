import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { isUnanswered, requestCancel, requestResend, type requestLink } from '#libs/contracts/questionnaires.contract.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { changeStatus } from './change-status.js';
import { lockRequest } from './known-request.js';
import { handOverLink, invitedLink, linkAddress, linkEnd, linkSecret } from './link.js';
import { dueMail } from './mails.js';
import { wholeRequest } from './request-view.js';
import { sendNow } from './work-slots.js';

/** Closes a request that is no longer wanted; its link says so from now on. @throws Fault `questionnaires.changed-meanwhile`, `questionnaires.request-over` */
export async function cancelRequest(database: TenantDatabase, input: RequestOf<typeof requestCancel>, context: Context) {
  return database.command(context, requestCancel, input, async (tx) => {
    const request = await lockRequest(tx, input.id);
    if (request.version !== input.version) throw new Fault('conflict', 'questionnaires.changed-meanwhile', 'This request moved on meanwhile. Load the page again');
    if (request.status === 'cancelled' || request.status === 'reviewed') throw new Fault('conflict', 'questionnaires.request-over', 'This request is closed already');
    await changeStatus(tx, request, 'cancelled', { closedAt: new Date() });
    await tx.audit('request.cancelled', request.id, { reason: input.reason });
    return wholeRequest(tx, request.id);
  });
}

/** Has the mail of an open request sent again; one that was to be sent later is sent now. @throws Fault `questionnaires.request-over` */
export async function resendRequest(database: TenantDatabase, input: RequestOf<typeof requestResend>, context: Context) {
  return database.command(context, requestResend, input, async (tx) => {
    const request = await lockRequest(tx, input.id);
    if (!isUnanswered(request.status)) throw new Fault('conflict', 'questionnaires.request-over', 'The answers are in or the request is closed: there is nothing to send');
    if (request.status === 'scheduled') {
      await sendNow(tx, request);
    } else {
      await dueMail(tx, 'invitation', request.id, request.id, newId());
      await tx.audit('request.sent-again', request.id);
    }
    return { done: true as const };
  });
}

/** The link to pass on by hand, or a new one in its place. Making it known is noted in the trail. */
export async function linkOf(database: TenantDatabase, input: RequestOf<typeof requestLink>, context: Context, keys: { linkKey: string | undefined; publicUrl: string }) {
  return database.run(context, async (tx) => {
    const request = await lockRequest(tx, input.id);
    const link = input.renew ? await handOverLink(tx, request, request.recipient, keys.linkKey) : (await invitedLink(tx, request)) ?? (await handOverLink(tx, request, request.recipient, keys.linkKey));
    await tx.audit(input.renew ? 'request.link-renewed' : 'request.link-shown', request.id);
    return { url: linkAddress(keys.publicUrl, linkSecret(keys.linkKey, link)), expires: linkEnd(request)?.toISOString() ?? null };
  });
}
