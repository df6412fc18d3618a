import { Not, IsNull } from 'typeorm';
import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { colleagueInvite, type colleagueWithdraw } from '#libs/contracts/colleagues.contract.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { filled } from './answers.js';
import { LinkRow, type RequestRow } from './entities.js';
import { demandOpen } from './form.js';
import { demandOwner, linkedRequest, makeLink } from './link.js';
import { dueMail } from './mails.js';

const mostColleagues = 50;

/** Colleagues with whom sections are shared. For the owner only: a colleague sees nobody else. */
export async function getColleagues(database: TenantDatabase, context: Context) {
  return database.run(context, async (tx) => {
    const { request, link } = await linkedRequest(tx, context);
    return { items: link.sections === null ? await listed(tx, request) : [] };
  });
}

/**
 * Sends a colleague a link to some sections; to an address that has one already it changes which.
 * @throws Fault `questionnaires.owner-only`, `questionnaires.section-unknown`, `questionnaires.colleague-owner`, `questionnaires.colleagues-full`
 */
export async function inviteColleague(database: TenantDatabase, input: RequestOf<typeof colleagueInvite>, context: Context, linkKey: string | undefined) {
  return database.command(context, colleagueInvite, input, async (tx) => {
    const { request, link } = await linkedRequest(tx, context, true);
    demandOwner(link);
    demandOpen(request);
    const email = input.email.toLowerCase();
    const { index } = await filled(tx, request);
    const sections = [...new Set(input.sections)];
    if (!sections.every((key) => index.sections.has(key))) throw wrong('section-unknown', 'sections', 'Choose among the sections of this form');
    if (email === request.recipient) throw wrong('colleague-owner', 'email', 'This is the address that was invited: it sees every section already');
    const there = await listed(tx, request);
    const known = there.find((one) => one.email === email);
    if (!known && there.length >= mostColleagues) throw wrong('colleagues-full', 'email', `At most ${mostColleagues} colleagues can share a form. Take back a link that is not needed`);
    const shared = { sections, note: input.note || null, invitedBy: link.email };
    const id = known?.link ?? (await makeLink(tx, request.id, email, linkKey, shared)).id;
    if (known) await tx.manager.update(LinkRow, { tenantId: request.tenantId, id }, shared);
    await dueMail(tx, 'colleague', request.id, id, newId());
    await tx.audit('colleague.invited', request.id, { link: id, sections });
    return (await listed(tx, request)).find((one) => one.link === id)!;
  });
}

/** Takes a colleague's link back, with every session under it; their answers stay. @throws Fault `questionnaires.colleague-unknown` */
export async function withdrawColleague(database: TenantDatabase, input: RequestOf<typeof colleagueWithdraw>, context: Context) {
  return database.run(context, async (tx) => {
    const { request, link } = await linkedRequest(tx, context, true);
    demandOwner(link);
    const row = await tx.manager.findOneBy(LinkRow, { tenantId: request.tenantId, request: request.id, id: input.link, sections: Not(IsNull()), withdrawnAt: IsNull() });
    if (!row) throw new Fault('missing', 'questionnaires.colleague-unknown', 'That link was taken back already');
    await tx.manager.update(LinkRow, { tenantId: request.tenantId, id: row.id }, { withdrawnAt: new Date(), secretHash: `over ${row.secretHash}` });
    await tx.query('delete from questionnaires.vendor_session where tenant_id = $1 and link = $2', [request.tenantId, row.id]);
    await tx.audit('colleague.withdrawn', request.id, { link: row.id });
    return { done: true as const };
  });
}

async function listed(tx: Transaction, request: RequestRow) {
  const rows = await tx.query<{ link: string; email: string; sections: string[]; invited: Date; seen: Date | null }>(
    `select l.id as link, l.email, l.sections, l.created_at as invited,
       (select max(s.expires_at) - interval '12 hours' from questionnaires.vendor_session s where s.tenant_id = l.tenant_id and s.link = l.id) as seen
     from questionnaires.link l where l.tenant_id = $1 and l.request = $2 and l.sections is not null and l.withdrawn_at is null order by l.id`, [request.tenantId, request.id]);
  return rows.map(({ link, email, sections, invited, seen }) => ({ link, email, sections, invited: invited.toISOString(), lastSeen: seen?.toISOString() ?? null }));
}

function wrong(code: string, field: string, message: string): Fault {
  return new Fault('invalid', `questionnaires.${code}`, message, { fields: [{ field, message }] });
}
