import { requestChanged } from '#libs/contracts/questionnaires.contract.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { RequestRow, type RequestStatus } from './entities.js';

/** Moves a request on and tells the vendor register; all of it is sent when this returns. The row must be locked by the caller. */
export function changeStatus(tx: Transaction, request: RequestRow, status: RequestStatus, also: Partial<RequestRow> = {}): Promise<void> {
  const sequence = request.sequence + 1;
  const told = tx.emit(requestChanged, { request: request.id, vendor: request.vendor, status, due: request.dueDate, sequence });
  tx.change(RequestRow, { tenantId: request.tenantId, id: request.id }, { ...also, status, sequence, version: request.version + 1 });
  Object.assign(request, also, { status, sequence, version: request.version + 1 });
  return told;
}
