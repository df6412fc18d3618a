import { reportEvidence } from '#libs/contracts/reports.contract.js';
import { recordFacts } from '#libs/platform/evidence-ledger.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { standingOf } from './change-document.js';
import { ControlMatchRow, type DocumentRow } from './document.entity.js';
import { factsOf } from './facts-of.js';
import { controlFactsOf } from './control-facts.js';

/** Says what an accepted document proves now. @returns how many facts hold */
export async function sayEvidence(tx: Transaction, row: DocumentRow): Promise<number> {
  const extraction = await standingOf(tx, row);
  const matches = await tx.manager.findBy(ControlMatchRow, { tenantId: row.tenantId, document: row.id });
  const facts = extraction ? [...factsOf(row.id, row.vendor, extraction), ...controlFactsOf(row.id, row.vendor, extraction, matches)] : [];
  return recordFacts(tx, 'reports', reportEvidence, row.vendor, row.id, facts);
}

/** Takes back everything that a document proved. */
export async function withdrawEvidence(tx: Transaction, row: DocumentRow): Promise<void> {
  await recordFacts(tx, 'reports', reportEvidence, row.vendor, row.id, []);
}
