import type { z } from 'zod';
import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { ownControl, ownControlSet, ownEvidenceAdd, programmeEvidence, type ownControlGet, type ownControlList } from '#libs/contracts/programme.contract.js';
import { commonControls } from '#libs/catalog/common-controls.js';
import type { Context } from '#libs/platform/context.js';
import { recordFacts } from '#libs/platform/evidence-ledger.js';
import { newId } from '#libs/platform/ids.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { factsOf } from './facts-of.js';
import { CollectedRow, OwnControlRow } from './own-control.entity.js';

/** The own controls that were set, by id of their common control. */
export async function listOwnControls(database: TenantDatabase, request: RequestOf<typeof ownControlList>, context: Context) {
  return database.run(context, async (tx) => {
    const rows = await tx.manager.find(OwnControlRow, { where: { tenantId: context.tenant, ...(request.state && { state: request.state }) }, order: { control: 'ASC' } });
    const items = await Promise.all(rows.map((row) => shown(tx, row)));
    return { items: items.filter((item) => !request.domain || item.domain === request.domain) };
  });
}

/** One own control. @throws Fault `programme.control-unknown` */
export async function getOwnControl(database: TenantDatabase, request: RequestOf<typeof ownControlGet>, context: Context) {
  return database.run(context, async (tx) => shown(tx, await find(tx, request.id)));
}

/**
 * Sets how a common control is done here; its evidence follows.
 * @throws Fault `programme.common-control-unknown`, `programme.changed-meanwhile`, `programme.justification-missing`
 */
export async function setOwnControl(database: TenantDatabase, request: RequestOf<typeof ownControlSet>, context: Context) {
  const common = commonControls().find((control) => control.id === request.control);
  if (!common) throw new Fault('missing', 'programme.common-control-unknown', `There is no common control ${request.control}`);
  const odd = request.measured.find((value) => !common.parameters.some((parameter) => parameter.parameter === value.parameter));
  if (odd) throw new Fault('invalid', 'programme.parameter-unknown', `“${common.title}” has no value of that kind`, { fields: [{ field: 'measured', message: 'Leave this value out' }] });
  if (request.state === 'not-applicable' && !request.justification) throw new Fault('invalid', 'programme.justification-missing', 'Say why it does not apply', { fields: [{ field: 'justification', message: 'Say why it does not apply' }] });
  return database.command(context, ownControlSet, request, async (tx) => {
    const before = await tx.manager.findOne(OwnControlRow, { where: { tenantId: context.tenant, control: request.control }, lock: { mode: 'pessimistic_write' } });
    if ((before?.version ?? 0) !== request.version) throw new Fault('conflict', 'programme.changed-meanwhile', 'Somebody changed this control meanwhile. Load the page again; what you typed is kept below');
    const row: OwnControlRow = {
      tenantId: context.tenant, id: before?.id ?? newId(), version: request.version + 1, control: request.control, state: request.state, owner: request.owner ?? null,
      how: request.how, justification: request.justification || null, measured: request.measured, since: request.since, updatedAt: new Date(),
    };
    await tx.manager.save(OwnControlRow, row);
    await sayFacts(tx, row);
    await tx.audit('own-control.set', row.id, { control: row.control, state: row.state });
    return shown(tx, row);
  });
}

/** Puts a stored file behind an own control. The same file for the same day is one. @throws Fault `programme.control-unknown`, `programme.period-backwards` */
export async function addOwnEvidence(database: TenantDatabase, request: RequestOf<typeof ownEvidenceAdd>, context: Context) {
  if (request.to && request.to < request.from) throw new Fault('invalid', 'programme.period-backwards', 'The period ends before it starts', { fields: [{ field: 'to', message: 'Choose a day on or after the first one' }] });
  return database.command(context, ownEvidenceAdd, request, async (tx) => {
    const row = await find(tx, request.control);
    const id = newId();
    await tx.query(
      `insert into programme.collected (tenant_id, id, own_control, sha256, name, size, from_date, to_date, note, by_account) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict do nothing`,
      [context.tenant, id, row.id, request.sha256, request.name, request.size, request.from, request.to ?? null, request.note ?? null, context.actor]);
    await sayFacts(tx, row);
    await tx.audit('own-evidence.added', row.id, { evidence: id });
    return shown(tx, row);
  });
}

async function sayFacts(tx: Transaction, row: OwnControlRow): Promise<void> {
  const collected = await collectedOf(tx, row);
  await recordFacts(tx, 'programme', programmeEvidence, 'own', row.id, factsOf(row, titleOf(row.control), collected));
}

async function find(tx: Transaction, id: string): Promise<OwnControlRow> {
  const row = await tx.manager.findOneBy(OwnControlRow, { tenantId: tx.context.tenant, id });
  if (!row) throw new Fault('missing', 'programme.control-unknown', 'There is no such control');
  return row;
}

const collectedOf = (tx: Transaction, row: OwnControlRow) => tx.manager.find(CollectedRow, { where: { tenantId: row.tenantId, ownControl: row.id }, order: { fromDate: 'DESC', id: 'DESC' } });
const titleOf = (control: string): string => commonControls().find(({ id }) => id === control)?.title ?? control;

async function shown(tx: Transaction, row: OwnControlRow): Promise<z.input<typeof ownControl>> {
  const common = commonControls().find(({ id }) => id === row.control);
  const collected = await collectedOf(tx, row);
  return {
    id: row.id, version: row.version, control: row.control, title: common?.title ?? row.control, domain: common?.domain ?? '', statement: common?.statement ?? '',
    state: row.state, owner: row.owner, how: row.how, justification: row.justification, measured: row.measured, since: row.since, updated: row.updatedAt.toISOString(),
    evidence: collected.map((file) => ({ id: file.id, name: file.name, sha256: file.sha256, size: Number(file.size), from: file.fromDate, to: file.toDate, note: file.note, by: file.byAccount, at: file.at.toISOString() })),
  };
}
