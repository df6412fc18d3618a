import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import type { Wording } from '#libs/contracts/mail-wording.js';
import type { wordingPreview } from '#libs/contracts/sending.contract.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { linkAddress } from './link.js';
import { ownWording, worded } from './mail-texts.js';
import { knownTemplate } from './templates.js';

/** The wording that was used last, or the one that comes with Concord. */
export async function getWording(database: TenantDatabase, context: Context) {
  return database.run(context, async (tx) => {
    const [row] = await tx.query<{ wording: Wording }>('select wording from questionnaires.request where tenant_id = $1 and wording is not null order by id desc limit 1', [context.tenant]);
    return { ...(row?.wording ?? ownWording), own: Boolean(row) };
  });
}

/** The mail as one vendor would get it, with a link that opens nothing. @throws Fault `questionnaires.vendor-unknown`, `questionnaires.template-unknown` */
export async function previewWording(database: TenantDatabase, input: RequestOf<typeof wordingPreview>, context: Context, publicUrl: string) {
  return database.run(context, async (tx) => {
    const template = await knownTemplate(tx, input.template);
    const [names] = await tx.query<{ organization: string | null; vendor: string }>(
      'select (select name from questionnaires.tenant where tenant_id = $1) as organization, name as vendor from questionnaires.vendor where tenant_id = $1 and id = $2', [context.tenant, input.vendor]);
    if (!names) throw new Fault('missing', 'questionnaires.vendor-unknown', 'There is no such vendor');
    return worded(input.wording, {
      organization: names.organization ?? '', person: input.askerName ?? null, vendor: names.vendor, title: template.title, contact: input.contactName ?? null,
      due: input.due.date, zone: input.due.zone, message: input.message ?? null, link: linkAddress(publicUrl, '…'), code: '', receipt: '', answered: 0, asked: 0, questions: 0, today: input.due.date, shares: null,
    });
  });
}
