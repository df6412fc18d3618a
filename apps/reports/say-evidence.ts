import { reportEvidence } from '#libs/contracts/reports.contract.js';
import { recordFacts, type NewFact } from '#libs/platform/evidence-ledger.js';
import type { Transaction } from '#libs/platform/transaction.js';
import type { Extraction } from '#libs/soc2/extraction.js';
import { today } from '#libs/platform/calendar-day.js';
import { bridgeCredit } from './bridge-credit.js';
import { bridgeFactsOf } from './bridge-facts.js';
import { byHandFactsOf } from './by-hand-facts.js';
import { standingOf } from './change-document.js';
import { controlFactsOf } from './control-facts.js';
import { ControlMatchRow, type DocumentRow } from './document.entity.js';
import { factsOf } from './facts-of.js';
import { acceptedReports, standingDocuments } from './standing-documents.js';

/** Says what an accepted document proves now; the bridge letters that go on from it follow. @returns how many facts of its own hold */
export async function sayEvidence(tx: Transaction, row: DocumentRow): Promise<number> {
  const count = await record(tx, row, await factsBy(tx, row, await standingOf(tx, row)));
  await sayLetters(tx, row);
  return count;
}

/** Takes back everything that a document proved, and what bridge letters proved because of it. */
export async function withdrawEvidence(tx: Transaction, row: DocumentRow): Promise<void> {
  await record(tx, row, []);
  await sayLetters(tx, row);
}

/** What a document would prove, of criteria and of the common controls that people matched. */
async function factsBy(tx: Transaction, row: DocumentRow, extraction: Extraction | null): Promise<NewFact[]> {
  if (row.byHand) return byHandFactsOf(row.id, row.vendor, row.byHand);
  if (!extraction) return [];
  if (extraction.documentKind !== 'bridge-letter') return reportFacts(tx, row.id, row.vendor, extraction);
  const reports = await acceptedReports(tx, row.vendor);
  const credit = bridgeCredit(extraction, reports, today());
  const bridged = reports.find(({ id }) => id === credit.report);
  return bridged ? bridgeFactsOf(row.id, extraction, credit, await reportFacts(tx, bridged.id, row.vendor, bridged.extraction)) : [];
}

async function reportFacts(tx: Transaction, id: string, vendor: string, extraction: Extraction): Promise<NewFact[]> {
  const matches = await tx.manager.findBy(ControlMatchRow, { tenantId: tx.context.tenant, document: id });
  return [...factsOf(id, vendor, extraction), ...controlFactsOf(id, vendor, extraction, matches)];
}

/** The words of a document under a non-disclosure agreement stay in it: everybody inside can read the evidence. */
function record(tx: Transaction, row: DocumentRow, facts: readonly NewFact[]): Promise<number> {
  const said = row.restricted ? facts.map(({ note: _note, source: { quote: _quote, ...source }, ...fact }): NewFact => ({ ...fact, source })) : facts;
  return recordFacts(tx, 'reports', reportEvidence, row.vendor, row.id, said);
}

async function sayLetters(tx: Transaction, row: DocumentRow): Promise<void> {
  if (row.extraction?.documentKind !== 'soc2') return;
  const letters = (await standingDocuments(tx, [row.vendor], ['accepted'])).filter(({ row: one, extraction }) => one.id !== row.id && extraction?.documentKind === 'bridge-letter');
  for (const { row: letter, extraction } of letters) await record(tx, letter, await factsBy(tx, letter, extraction));
}
