import { randomBytes } from 'node:crypto';
import { Fault } from '#libs/contracts/faults.js';
import { systemContext, type Context } from '#libs/platform/context.js';
import { sameSecret, sixDigits } from '#libs/platform/derived-tokens.js';
import { sha256 } from '#libs/platform/digests.js';
import { newId } from '#libs/platform/ids.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { changeStatus } from './change-status.js';
import { LinkRow, RequestRow } from './entities.js';
import { hinted, linkState } from './link.js';
import { dueMail } from './mails.js';

const codeMinutes = 10;
const sessionHours = 12;
const mostTries = 5;
const pauseSeconds = 60;
const mostCodesAnHour = 6;

/** The link behind a secret, or null: exact hash in, tenant and id out. */
async function findLink(database: TenantDatabase, token: string): Promise<{ tenant: string; id: string } | null> {
  const [row] = await database.lookup<{ tenant_id: string; id: string }>('select * from questionnaires.find_link($1)', [sha256(token)]);
  return row ? { tenant: row.tenant_id, id: row.id } : null;
}

async function stateOf(database: TenantDatabase, found: { tenant: string; id: string }, cause: Context) {
  return database.run(systemContext('questionnaires', found.tenant, cause), async (tx) => {
    const link = await tx.manager.findOneByOrFail(LinkRow, { tenantId: found.tenant, id: found.id });
    const request = await tx.manager.findOneByOrFail(RequestRow, { tenantId: found.tenant, id: link.request });
    const [tenant] = await tx.query<{ name: string }>('select name from questionnaires.tenant where tenant_id = $1', [found.tenant]);
    return { state: linkState(request, new Date()), asker: tenant?.name ?? null, hint: hinted(link.email) };
  });
}

/** What can be said of a link before a code was entered. Changes nothing. */
export async function openLink(database: TenantDatabase, token: string, context: Context) {
  const found = await findLink(database, token);
  return found ? stateOf(database, found, context) : { state: 'unknown' as const, asker: null, hint: null };
}

/**
 * Has a code sent to the invited address, the only thing that opening a link by machine can cause.
 * @returns when another may be asked for
 * @throws Fault `questionnaires.link-unknown`, `questionnaires.code-too-soon`
 */
export async function sendCode(database: TenantDatabase, token: string, cause: Context) {
  const found = await findLink(database, token);
  if (!found) throw unknownLink();
  return database.run(systemContext('questionnaires', found.tenant, cause), async (tx) => {
    const link = await tx.manager.findOneOrFail(LinkRow, { where: { tenantId: found.tenant, id: found.id }, lock: { mode: 'pessimistic_write' } });
    const request = await tx.manager.findOneByOrFail(RequestRow, { tenantId: found.tenant, id: link.request });
    if (['closed', 'expired'].includes(linkState(request, new Date()))) throw unknownLink();
    const seconds = await untilNextCode(tx, found.tenant, link.id);
    if (seconds > 0) {
      throw new Fault('too-many', 'questionnaires.code-too-soon', seconds > pauseSeconds
        ? `Several codes were sent within the hour. Use the newest one, or have another sent in ${sayWait(seconds)}`
        : `A code was sent a moment ago to ${hinted(link.email)}. Another can be sent in ${sayWait(seconds)}`, { details: { seconds } });
    }
    const code = newId();
    await tx.query(`insert into questionnaires.code (tenant_id, id, link, expires_at) values ($1, $2, $3, now() + make_interval(mins => $4))`, [found.tenant, code, link.id, codeMinutes]);
    await dueMail(tx, 'code', request.id, code, code);
    await tx.audit('link.code-sent', request.id, { link: link.id });
    return { hint: hinted(link.email), minutes: codeMinutes, again: pauseSeconds };
  });
}

/**
 * Exchanges link and code for a session. A wrong code counts as a try and is kept even though it is refused.
 * @throws Fault `questionnaires.code-wrong`, `questionnaires.code-locked`, `questionnaires.link-unknown`
 */
export async function enterCode(database: TenantDatabase, input: { token: string; code: string }, cause: Context, linkKey: string | undefined) {
  const found = await findLink(database, input.token);
  if (!found) throw unknownLink();
  const outcome = await database.run(systemContext('questionnaires', found.tenant, cause), async (tx) => {
    const { tenant: tenantId } = found;
    const codes = await tx.query<{ id: string; tries: number }>(
      `select id, tries from questionnaires.code where tenant_id = $1 and link = $2 and used_at is null and expires_at > now() order by created_at desc for update`, [tenantId, found.id]);
    const open = codes.filter((code) => code.tries < mostTries);
    const right = open.find((code) => sameSecret(sixDigits(linkKey, 'link-code', code.id, 0), input.code));
    if (!right) {
      await tx.query('update questionnaires.code set tries = tries + 1 where tenant_id = $1 and id = any($2::uuid[])', [tenantId, open.map((code) => code.id)]);
      return open.length > 0 ? { refused: 'wrong' as const, wait: 0 } : { refused: 'locked' as const, wait: await untilNextCode(tx, tenantId, found.id) };
    }
    await tx.query('update questionnaires.code set used_at = now() where tenant_id = $1 and id = $2', [tenantId, right.id]);
    const secret = randomBytes(32).toString('base64url');
    const expires = new Date(Date.now() + sessionHours * 3_600_000);
    await tx.query('insert into questionnaires.vendor_session (tenant_id, id, link, secret_hash, expires_at) values ($1, $2, $3, $4, $5)', [tenantId, newId(), found.id, sha256(secret), expires]);
    const link = await tx.manager.findOneByOrFail(LinkRow, { tenantId, id: found.id });
    const request = await tx.manager.findOneOrFail(RequestRow, { where: { tenantId, id: link.request }, lock: { mode: 'pessimistic_write' } });
    if (request.status === 'sent' || request.status === 'scheduled') await changeStatus(tx, request, 'opened', { openedAt: new Date() });
    await tx.audit('link.opened', request.id, { link: link.id });
    return { session: secret, link: found.id, expires: expires.toISOString() };
  });
  if (outcome.refused === undefined) return { session: outcome.session, link: outcome.link, expires: outcome.expires };
  const message = outcome.refused === 'wrong' ? 'That code is not right. Look for the newest mail and enter its six digits' : `That code has expired or was tried too often. ${outcome.wait > 0 ? `A new one can be sent in ${sayWait(outcome.wait)}` : 'Ask for a new one: it can be sent at once'}`;
  throw new Fault('invalid', `questionnaires.code-${outcome.refused}`, message, { fields: [{ field: 'code', message }] });
}

/** The session behind a cookie, or null; where a mailed link is named, only a session that was opened with it. */
export async function findVendorSession(database: TenantDatabase, { session, token }: { session: string; token?: string | undefined }) {
  const [row] = await database.lookup<{ tenant_id: string; link: string; email: string }>('select tenant_id, link, email from questionnaires.find_vendor_session($1)', [sha256(session)]);
  if (!row || (token !== undefined && (await findLink(database, token))?.id !== row.link)) return null;
  return { tenant: row.tenant_id, link: row.link, email: row.email };
}

/** Ends a session. */
export async function endVendorSession(database: TenantDatabase, session: string, cause: Context) {
  const [row] = await database.lookup<{ tenant_id: string; id: string }>('select tenant_id, id from questionnaires.find_vendor_session($1)', [sha256(session)]);
  if (row) {
    await database.run(systemContext('questionnaires', row.tenant_id, cause), (tx) => tx.query('delete from questionnaires.vendor_session where tenant_id = $1 and id = $2', [row.tenant_id, row.id]));
  }
  return { done: true as const };
}

/** Seconds until another code may be sent to a link: a minute after the last one, and six within an hour at most. */
async function untilNextCode(tx: Transaction, tenant: string, link: string): Promise<number> {
  const sent = await tx.query<{ seconds: number }>(
    `select floor(extract(epoch from now() - created_at))::int as seconds from questionnaires.code
     where tenant_id = $1 and link = $2 and created_at > now() - interval '1 hour' order by created_at desc limit ${mostCodesAnHour}`, [tenant, link]);
  const [newest, sixth] = [sent[0], sent[mostCodesAnHour - 1]];
  return Math.max(newest ? pauseSeconds - newest.seconds : 0, sixth ? 3_600 - sixth.seconds : 0, 0);
}

/** "40 seconds", "12 minutes". */
function sayWait(seconds: number): string {
  if (seconds > 90) return `${Math.ceil(seconds / 60)} minutes`;
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}

function unknownLink(): Fault {
  return new Fault('gone', 'questionnaires.link-unknown', 'This link opens nothing any more. Ask whoever sent it for a new one');
}
