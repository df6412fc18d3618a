import type { RequestContract, RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { isUnanswered } from '#libs/contracts/questionnaires.contract.js';
import { requestContact, requestExtend, requestPause } from '#libs/contracts/sending.contract.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { changeStatus } from './change-status.js';
import { planReminders } from './due-slots.js';
import type { RequestRow } from './entities.js';
import { lockRequest } from './known-request.js';
import { handOverLink } from './link.js';
import { dueMail } from './mails.js';
import { wholeRequest } from './request-view.js';
import { demandDue } from './send-request.js';

/** One command on a request that nobody changed meanwhile and that the vendor still works on. */
async function onOpen<I extends { readonly id: string; readonly version: number }>(
  database: TenantDatabase, contract: RequestContract, input: I, context: Context, work: (tx: Transaction, request: RequestRow) => Promise<void>,
) {
  return database.command(context, contract, input, async (tx) => {
    const request = await lockRequest(tx, input.id);
    if (request.version !== input.version) throw new Fault('conflict', 'questionnaires.changed-meanwhile', 'This request moved on meanwhile. Load the page again');
    if (!isUnanswered(request.status)) throw new Fault('conflict', 'questionnaires.request-over', 'The answers are in or the request is closed: nothing can be changed any more');
    await work(tx, request);
    return wholeRequest(tx, request.id);
  });
}

/** Changes the due date; reminders follow it. @throws Fault `questionnaires.due-past` */
export function extendRequest(database: TenantDatabase, input: RequestOf<typeof requestExtend>, context: Context) {
  return onOpen(database, requestExtend, input, context, async (tx, request) => {
    await demandDue(tx, input.due, request.status === 'scheduled' ? request.sendAt : null);
    const before = request.dueDate;
    await changeStatus(tx, request, request.status, { dueDate: input.due.date, dueZone: input.due.zone });
    if (request.status !== 'scheduled') {
      await planReminders(tx, request);
      if (input.tell) await dueMail(tx, 'extended', request.id, request.id, newId());
    }
    await tx.audit('request.due-changed', request.id, { before, due: input.due.date });
  });
}

/** Stops reminders or lets them go on. */
export function pauseRequest(database: TenantDatabase, input: RequestOf<typeof requestPause>, context: Context) {
  return onOpen(database, requestPause, input, context, async (tx, request) => {
    if (Boolean(request.pausedAt) === input.paused) return;
    await changeStatus(tx, request, request.status, { pausedAt: input.paused ? new Date() : null });
    await tx.audit(input.paused ? 'request.paused' : 'request.resumed', request.id);
  });
}

/** Hands a request over to another address. What was answered stays. */
export function changeContact(database: TenantDatabase, input: RequestOf<typeof requestContact>, context: Context, linkKey: string | undefined) {
  return onOpen(database, requestContact, input, context, async (tx, request) => {
    const to = input.to.toLowerCase();
    await handOverLink(tx, request, to, linkKey);
    await changeStatus(tx, request, request.status, { recipient: to, contactName: input.contactName ?? null });
    if (request.status !== 'scheduled') await dueMail(tx, 'invitation', request.id, request.id, newId());
    await tx.audit('request.contact-changed', request.id, { to });
  });
}
