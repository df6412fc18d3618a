import type { PayloadOf } from '#libs/contracts/contract.js';
import type { coverageChanged } from '#libs/contracts/crosswalk.contract.js';
import type { requestChanged } from '#libs/contracts/questionnaires.contract.js';
import type { documentChanged } from '#libs/contracts/reports.contract.js';
import type { EventContext } from '#libs/platform/consumer.js';
import type { Transaction } from '#libs/platform/transaction.js';

/** Keeps how far a request is; a later word wins, in whatever order they arrive. */
export function noteRequest({ tx, envelope }: EventContext, event: PayloadOf<typeof requestChanged>): void {
  noteHappened(tx, envelope, { kind: 'request', vendor: event.vendor, subject: event.request, sequence: event.sequence, status: event.status, says: null });
  tx.send(
    `insert into vendors.latest_request (tenant_id, vendor, request, status, due, sequence) values ($1, $2, $3, $4, $5, $6)
     on conflict (tenant_id, vendor, request) do update set status = excluded.status, due = excluded.due, sequence = excluded.sequence
     where latest_request.sequence < excluded.sequence`,
    [tx.context.tenant, event.vendor, event.request, event.status, event.due, event.sequence],
  );
}

/** Keeps how far a document is. */
export function noteDocument({ tx, envelope }: EventContext, event: PayloadOf<typeof documentChanged>): void {
  noteHappened(tx, envelope, { kind: 'document', vendor: event.vendor, subject: event.document, sequence: event.sequence, status: event.status, says: event.says });
  tx.send(
    `insert into vendors.latest_document (tenant_id, vendor, document, status, says, counts_until, sequence) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (tenant_id, vendor, document) do update
     set status = excluded.status, says = excluded.says, counts_until = excluded.counts_until, sequence = excluded.sequence
     where latest_document.sequence < excluded.sequence`,
    [tx.context.tenant, event.vendor, event.document, event.status, event.says, event.countsUntil, event.sequence],
  );
}

interface Happened {
  readonly kind: 'request' | 'document';
  readonly vendor: string;
  readonly subject: string;
  readonly sequence: number;
  readonly status: string;
  readonly says: string | null;
}

function noteHappened(tx: Transaction, { actor, at }: EventContext['envelope'], one: Happened): void {
  tx.send(
    `insert into vendors.happened (tenant_id, vendor, kind, subject, sequence, status, says, actor, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict do nothing`,
    [tx.context.tenant, one.vendor, one.kind, one.subject, one.sequence, one.status, one.says, actor, at],
  );
}

/** Keeps the totals of a vendor's coverage; the own organization is no vendor. */
export function noteCoverage(tx: Transaction, event: PayloadOf<typeof coverageChanged>): void {
  if (event.party === 'own') return;
  tx.send(
    `insert into vendors.latest_coverage (tenant_id, vendor, sequence, frameworks, computed) values ($1, $2, $3, $4, $5)
     on conflict (tenant_id, vendor) do update set sequence = excluded.sequence, frameworks = excluded.frameworks, computed = excluded.computed
     where latest_coverage.sequence < excluded.sequence`,
    [tx.context.tenant, event.party, event.sequence, JSON.stringify(event.frameworks), event.computed],
  );
}
