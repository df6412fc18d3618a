import { Fault } from '#libs/contracts/faults.js';
import type { Context } from '#libs/platform/context.js';
import { derive } from '#libs/platform/derived-tokens.js';
import { sha256 } from '#libs/platform/digests.js';
import { newId } from '#libs/platform/ids.js';
import type { Transaction } from '#libs/platform/transaction.js';
import type { TemplateIndex } from '#libs/questionnaire/template-index.js';
import { LinkRow, RequestRow } from './entities.js';

/** Days for which a link opens after its request was closed, where nothing else was set. */
export const usualLinkDays = 30;

/** The secret in a link's address: made anew from the key whenever it is needed, stored only as its hash. */
export const linkSecret = (linkKey: string | undefined, link: { id: string; generation: number }): string => derive(linkKey, 'request-link', link.id, link.generation);

/** The address that is mailed. */
export const linkAddress = (publicUrl: string, secret: string): string => `${publicUrl}/l/${secret}`;

/** Makes the link of a request for one address, or of a colleague for some of its sections. */
export async function makeLink(tx: Transaction, request: string, email: string, linkKey: string | undefined, colleague: Partial<Pick<LinkRow, 'sections' | 'note' | 'invitedBy'>> = {}): Promise<LinkRow> {
  const id = newId();
  const row: LinkRow = { tenantId: tx.context.tenant, id, request, email, generation: 0, secretHash: sha256(linkSecret(linkKey, { id, generation: 0 })), sections: null, note: null, invitedBy: null, withdrawnAt: null, ...colleague };
  await tx.manager.insert(LinkRow, row);
  return row;
}

/** The link of whoever is invited now: the newest to the request's address. */
export const invitedLink = (tx: Transaction, request: Pick<RequestRow, 'id' | 'recipient'>): Promise<LinkRow | null> =>
  tx.manager.findOne(LinkRow, { where: { tenantId: tx.context.tenant, request: request.id, email: request.recipient }, order: { id: 'DESC' } });

/** Makes a link for an address in place of the invited one, which opens nothing any more, with every session under it. */
export async function handOverLink(tx: Transaction, request: Pick<RequestRow, 'id' | 'recipient'>, email: string, linkKey: string | undefined): Promise<LinkRow> {
  const old = await invitedLink(tx, request);
  if (old) {
    await tx.manager.update(LinkRow, { tenantId: old.tenantId, id: old.id }, { secretHash: `over ${old.secretHash}` });
    await tx.query('delete from questionnaires.vendor_session where tenant_id = $1 and link = $2', [old.tenantId, old.id]);
  }
  return makeLink(tx, request.id, email, linkKey);
}

/** When the link of a closed request stops opening; null while it is not closed. */
export function linkEnd({ closedAt, reminders }: Pick<RequestRow, 'closedAt'> & Partial<Pick<RequestRow, 'reminders'>>): Date | null {
  return closedAt && new Date(closedAt.getTime() + (reminders?.linkDays ?? usualLinkDays) * 86_400_000);
}

/** What a link is good for now. */
export function linkState(request: Pick<RequestRow, 'status' | 'closedAt'> & Partial<Pick<RequestRow, 'reminders'>>, now: Date): 'open' | 'submitted' | 'closed' | 'expired' {
  const end = linkEnd(request);
  if (end && now > end) return 'expired';
  if (request.status === 'cancelled') return 'closed';
  return request.status === 'submitted' || request.status === 'reviewed' ? 'submitted' : 'open';
}

/** In SQL, the request that a link opens: `$1` the tenant, `$2` the link. */
export const ofLink = '(select l.request from questionnaires.link l where l.tenant_id = $1 and l.id = $2)';

/** The link and the request of a vendor session. @throws Fault `questionnaires.link-over` */
export async function linkedRequest(tx: Transaction, context: Context, lock = false): Promise<{ link: LinkRow; request: RequestRow }> {
  const [found] = await tx.joined<{ link: LinkRow; request: RequestRow }>({ link: LinkRow, request: RequestRow },
    `from questionnaires.link link join questionnaires.request request on request.tenant_id = link.tenant_id and request.id = link.request
     where link.tenant_id = $1 and link.id = $2${lock ? ' for update of request' : ''}`, [context.tenant, context.actor]);
  if (!found || ['closed', 'expired'].includes(linkState(found.request, new Date()))) {
    throw new Fault('gone', 'questionnaires.link-over', 'This request was closed by whoever sent it. What you saved was kept for them; nothing more is needed from you');
  }
  return found;
}

/** Whether a link may see a question: all of them, or those of a colleague's sections. */
export function inScope(link: Pick<LinkRow, 'sections'>, index: TemplateIndex, key: string): boolean {
  return link.sections === null || link.sections.includes(index.sectionOf.get(key) ?? '');
}

/** Refuses what only the person does who was invited by the asker. @throws Fault `questionnaires.owner-only` */
export function demandOwner(link: Pick<LinkRow, 'sections'>): void {
  if (link.sections !== null) throw new Fault('forbidden', 'questionnaires.owner-only', 'Only the person who was invited first can do this. You answer the sections that were shared with you');
}

/** An address that is hinted at without being told: `a•••@example.com`. */
export function hinted(email: string): string {
  const [name = '', host = ''] = email.split('@');
  return `${name.slice(0, 1)}•••@${host}`;
}
