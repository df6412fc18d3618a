import type { z } from 'zod';
import type { Wording } from '#libs/contracts/mail-wording.js';
import type { sendAt } from '#libs/contracts/questionnaires.contract.js';
import { canonicalJson, sha256 } from '#libs/platform/digests.js';
import { newId } from '#libs/platform/ids.js';
import type { Transaction } from '#libs/platform/transaction.js';
import type { Template } from '#libs/questionnaire/template-types.js';
import { FrozenTemplateRow, RequestRow } from './entities.js';
import { makeLink } from './link.js';
import type { ReminderPolicy } from './reminder-dates.js';

/** What a request is made of, beside its template. */
export interface NewRequest {
  readonly vendor: string;
  readonly depth: 'short' | 'standard' | 'full';
  readonly modules: readonly string[];
  readonly to: string;
  readonly contactName?: string | undefined;
  readonly due: { readonly date: string; readonly zone: string };
  readonly message?: string | undefined;
  readonly askerName?: string | undefined;
  readonly wording?: Wording | undefined;
  readonly sendAt: Date | null;
  readonly reminders: ReminderPolicy;
  readonly batch: string | null;
}

/** Keeps what is asked, word by word. @returns the hash under which it is found */
export async function freeze(tx: Transaction, template: Template): Promise<string> {
  const hash = sha256(canonicalJson(template));
  await tx.manager.createQueryBuilder().insert().into(FrozenTemplateRow).values({ tenantId: tx.context.tenant, hash, template: template as never }).orIgnore().execute();
  return hash;
}

/** Puts down a request with its link; it reaches the vendor when it is sent. */
export async function makeRequest(tx: Transaction, template: { key: string; hash: string }, input: NewRequest, linkKey: string | undefined): Promise<RequestRow> {
  const { tenant: tenantId } = tx.context;
  const row = {
    tenantId, id: newId(), version: 1, sequence: 0, vendor: input.vendor, templateKey: template.key, templateHash: template.hash, depth: input.depth, modules: [...input.modules],
    status: 'scheduled' as const, recipient: input.to.toLowerCase(), contactName: input.contactName ?? null, asker: tx.context.actor, askerName: input.askerName ?? null,
    dueDate: input.due.date, dueZone: input.due.zone, message: input.message || null, sendAt: input.sendAt, pausedAt: null, wording: input.wording ?? null,
    reminders: input.reminders, batch: input.batch, openedAt: null, submittedAt: null, closedAt: null, activeAt: null, receipt: null,
  };
  await tx.manager.insert(RequestRow, row);
  await makeLink(tx, row.id, row.recipient, linkKey);
  return { ...row, sentAt: new Date() };
}

/** The instant that a time of day in a zone stands for; null for at once. */
export async function instantOf(tx: Transaction, at: z.output<typeof sendAt> | undefined): Promise<Date | null> {
  if (!at) return null;
  const [row] = await tx.query<{ at: Date }>('select ($1::date + $2::time) at time zone $3 as at', [at.date, at.time, at.zone]);
  return row?.at ?? null;
}
