import type { z } from 'zod';
import { vendor, vendorGet, type RiskProfile } from '#libs/contracts/vendors.contract.js';
import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { defaultCadence } from '#libs/risk/cadence.js';
import { inherentRisk } from '#libs/risk/tier.js';
import { defaultWeights } from '#libs/risk/weights.data.js';
import { vendorHistory } from './vendor-history.js';
import { registerRows, shownRow } from './rows.js';
import { ContactRow, DecisionRow } from './vendor.entity.js';

/** One vendor whole. @throws Fault `vendors.vendor-unknown` */
export async function getVendor(database: TenantDatabase, request: RequestOf<typeof vendorGet>, context: Context) {
  return database.run(context, (tx) => wholeVendor(tx, request.id));
}

/** One vendor with its risk opened into its sum, contacts, newest decision and history. @throws Fault `vendors.vendor-unknown` */
export async function wholeVendor(tx: Transaction, id: string): Promise<z.input<typeof vendor>> {
  const [row] = await registerRows(tx, 'v.id = $2', [id]);
  if (!row) throw new Fault('missing', 'vendors.vendor-unknown', 'There is no such vendor');
  const tenantId = tx.context.tenant;
  const contacts = await tx.manager.find(ContactRow, { where: { tenantId, vendor: id }, order: { name: 'ASC', id: 'ASC' } });
  const [decision] = await tx.manager.find(DecisionRow, { where: { tenantId, vendor: id }, order: { at: 'DESC', id: 'DESC' }, take: 1 });
  const risk = inherentRisk(row.profile as RiskProfile, defaultWeights);
  return {
    ...shownRow(row),
    version: row.version, website: row.website, owner: row.owner, profile: row.profile as RiskProfile, roles: row.roles,
    risk: { ...risk, factors: [...risk.factors], rules: [...risk.rules] },
    reassessEvery: { n: defaultCadence[risk.tier], unit: 'months' },
    contacts: contacts.map(({ id: contact, name, email, phone, purpose }) => ({ id: contact, name, email, phone, purpose })),
    decision: decision ? { outcome: decision.outcome, note: decision.note, by: decision.byAccount, at: decision.at.toISOString() } : null,
    history: await vendorHistory(tx, id),
  } as z.input<typeof vendor>;
}
