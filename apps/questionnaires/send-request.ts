import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { requestChanged, requestSend } from '#libs/contracts/questionnaires.contract.js';
import { canonicalJson, sha256 } from '#libs/platform/digests.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { FrozenTemplateRow, RequestRow } from './entities.js';
import { makeLink } from './link.js';
import { dueMail } from './mails.js';
import { wholeRequest } from './request-view.js';
import { composed } from './templates.js';
import { awaitVendor } from './vendor-known.js';

/**
 * Sends a questionnaire to an address. Wording and due date are frozen with the request.
 * @throws Fault `questionnaires.vendor-unknown`, `questionnaires.template-unknown`, `questionnaires.due-past`
 */
export async function sendRequest(database: TenantDatabase, request: RequestOf<typeof requestSend>, context: Context, linkKey: string | undefined) {
  const template = composed(request.template, request.depth, request.modules);
  await awaitVendor(database, request.vendor, context);
  return database.command(context, requestSend, request, async (tx) => {
    const { tenant: tenantId } = context;
    const [vendor] = await tx.query('select 1 from questionnaires.vendor where tenant_id = $1 and id = $2', [tenantId, request.vendor]);
    if (!vendor) throw new Fault('missing', 'questionnaires.vendor-unknown', 'There is no such vendor, or it was added a moment ago. Try again');
    const [due] = await tx.query<{ past: boolean }>(`select $1::date < (now() at time zone $2)::date as past`, [request.due.date, request.due.zone]);
    if (due?.past) throw new Fault('invalid', 'questionnaires.due-past', 'That date has passed', { fields: [{ field: 'due', message: 'Choose a date from today on' }] });
    const hash = sha256(canonicalJson(template));
    await tx.manager.createQueryBuilder().insert().into(FrozenTemplateRow).values({ tenantId, hash, template: template as never }).orIgnore().execute();
    const id = newId();
    await tx.manager.insert(RequestRow, {
      tenantId, id, version: 1, sequence: 1, vendor: request.vendor, templateKey: template.key, templateHash: hash, depth: request.depth, modules: request.modules,
      status: 'sent', recipient: request.to.toLowerCase(), contactName: request.contactName ?? null, asker: context.actor, askerName: request.askerName ?? null,
      dueDate: request.due.date, dueZone: request.due.zone, message: request.message || null,
    });
    await makeLink(tx, id, request.to.toLowerCase(), linkKey);
    await dueMail(tx, 'invitation', id, id, 'first');
    await tx.emit(requestChanged, { request: id, vendor: request.vendor, status: 'sent', due: request.due.date, sequence: 1 });
    await tx.audit('request.sent', id, { vendor: request.vendor, template: template.key, depth: request.depth });
    return wholeRequest(tx, id);
  });
}
