import { waitsForVendor } from '#libs/contracts/questionnaires.contract.js';
import type { Context } from '#libs/platform/context.js';
import { sixDigits } from '#libs/platform/derived-tokens.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { filled, type Filled } from './answers.js';
import { LinkRow, RequestRow } from './entities.js';
import { invitedLink, linkAddress, linkSecret } from './link.js';
import { mailText, type MailWords } from './mail-texts.js';
import { threadsOf } from './threads.js';

const titlesOf = ({ index }: Filled, keys: readonly string[]): string[] => index.template.sections.filter(({ key }) => keys.includes(key)).map(({ title }) => title);
const today = (zone: string): string => new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date());

interface Keys {
  readonly linkKey: string | undefined;
  readonly publicUrl: string;
}

/** The text of one mail with its link or code, or null when it is no longer wanted. */
export async function composeMail(database: TenantDatabase, request: { kind: string; subject: string }, context: Context, keys: Keys) {
  return database.run(context, async (tx) => {
    const code = request.kind === 'code' ? await openCode(tx, request.subject, keys.linkKey) : null;
    if (request.kind === 'code' && !code) return { mail: null };
    const id = code?.link ?? (request.kind === 'colleague' ? request.subject : null);
    const link = id ? await tx.manager.findOneBy(LinkRow, { tenantId: context.tenant, id }) : null;
    const row = await tx.manager.findOneBy(RequestRow, { tenantId: context.tenant, id: link?.request ?? request.subject });
    const to = link ?? (row && (await invitedLink(tx, row)));
    if (!to || !row || row.status === 'cancelled' || to.withdrawnAt) return { mail: null };
    if (request.kind === 'reminder' && (row.pausedAt || !waitsForVendor(row.status))) return { mail: null };
    const words = await wordsOf(tx, request.kind, row, to, linkAddress(keys.publicUrl, linkSecret(keys.linkKey, to)), code?.digits);
    if (request.kind === 'questions' && !words.questions) return { mail: null };
    return { mail: { to: to.email, ...mailText(request.kind, words, row.wording) } };
  });
}

async function openCode(tx: Transaction, id: string, linkKey: string | undefined): Promise<{ link: string; digits: string } | null> {
  const [row] = await tx.query<{ link: string }>(
    'select link from questionnaires.code where tenant_id = $1 and id = $2 and used_at is null and expires_at > now()', [tx.context.tenant, id]);
  return row ? { link: row.link, digits: sixDigits(linkKey, 'link-code', id, 0) } : null;
}

async function wordsOf(tx: Transaction, kind: string, row: RequestRow, to: LinkRow, link: string, code: string | undefined): Promise<MailWords> {
  const [names] = await tx.query<{ organization: string | null; vendor: string; title: string }>(
    `select (select name from questionnaires.tenant where tenant_id = $1) as organization, v.name as vendor, f.template ->> 'title' as title
     from questionnaires.vendor v, questionnaires.frozen_template f
     where v.tenant_id = $1 and v.id = $2 and f.tenant_id = $1 and f.hash = $3`,
    [tx.context.tenant, row.vendor, row.templateHash],
  );
  const progress = kind === 'reminder' ? (await filled(tx, row)).progress : null;
  const threads = kind === 'questions' ? await threadsOf(tx, row) : [];
  return {
    answered: progress?.done ?? 0, asked: progress?.questions ?? 0, questions: threads.filter(({ state }) => state === 'waits-for-vendor').length, today: today(row.dueZone),
    organization: names?.organization ?? '', person: row.askerName, vendor: names?.vendor ?? '', title: names?.title ?? '', contact: row.contactName,
    due: row.dueDate, zone: row.dueZone, message: row.message, link, shares: to.sections && { by: to.invitedBy ?? '', note: to.note, sections: titlesOf(await filled(tx, row), to.sections) }, code: code ?? '', receipt: row.receipt?.number ?? '',
  };
}
