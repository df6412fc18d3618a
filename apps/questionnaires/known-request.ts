import { Fault } from '#libs/contracts/faults.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { RequestRow } from './entities.js';

/** The request. @throws Fault `questionnaires.request-unknown` */
export const knownRequest = (tx: Transaction, id: string): Promise<RequestRow> => find(tx, id, false);

/** The request, locked until the transaction ends. @throws Fault `questionnaires.request-unknown` */
export const lockRequest = (tx: Transaction, id: string): Promise<RequestRow> => find(tx, id, true);

async function find(tx: Transaction, id: string, lock: boolean): Promise<RequestRow> {
  const request = await tx.manager.findOne(RequestRow, { where: { tenantId: tx.context.tenant, id }, ...(lock && { lock: { mode: 'pessimistic_write' as const } }) });
  if (!request) throw new Fault('missing', 'questionnaires.request-unknown', 'There is no such request');
  return request;
}
