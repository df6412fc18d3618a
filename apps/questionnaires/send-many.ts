import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { requestSendMany } from '#libs/contracts/sending.contract.js';
import { canonicalJson, sha256 } from '#libs/platform/digests.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { planSending } from './due-slots.js';
import { freeze, instantOf, makeRequest } from './make-request.js';
import { policyOf, remindersOf } from './policy.js';
import { demandDue } from './send-request.js';
import { composed } from './templates.js';
import { awaitVendor } from './vendor-known.js';

type Input = RequestOf<typeof requestSendMany>;
type Row = Input['rows'][number];

interface RowError {
  readonly row: number;
  readonly field: string;
  readonly message: string;
}

interface Item {
  readonly row: number;
  readonly outcome: 'sent' | 'there';
  readonly request: string | null;
}

/**
 * Sends a questionnaire to many, all rows or none, each at its slot. The same rows again are the batch that there is,
 * and what was asked already and is open is not asked twice, whoever else sends at the same moment.
 * @throws Fault `questionnaires.rows-wrong` that names each row and field; with `dryRun` they are listed in the reply
 */
export async function sendMany(database: TenantDatabase, input: Input, context: Context, linkKey: string | undefined) {
  const last = input.rows.at(-1);
  if (last) await awaitVendor(database, last.vendor, context);
  if (input.dryRun) return database.run(context, async (tx) => ({ batch: null, ...await judge(tx, input) }));
  return database.command(context, requestSendMany, input, async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('send-many ' || $1, 0))`, [context.tenant]);
    const digest = sha256(canonicalJson({ ...input, askerName: undefined }));
    const known = await batchOf(tx, digest, input);
    if (known) return known;
    const { items, errors } = await judge(tx, input);
    if (errors.length) throw new Fault('unprocessable', 'questionnaires.rows-wrong', `Nothing was sent: ${errors.length} ${errors.length === 1 ? 'entry is' : 'entries are'} wrong`, { fields: errors.map(({ row, field, message }) => ({ field: `rows.${row}.${field}`, message })) });
    return make(tx, input, items, digest, linkKey);
  });
}

/** What the same rows became when they were sent before. */
async function batchOf(tx: Transaction, digest: string, input: Input) {
  const [batch] = await tx.query<{ id: string }>('select id from questionnaires.batch where tenant_id = $1 and digest = $2', [tx.context.tenant, digest]);
  if (!batch) return null;
  return { batch: batch.id, items: input.rows.map((_, row): Item => ({ row, outcome: 'there', request: null })), errors: [] };
}

/** Looks at every row; changes nothing. */
async function judge(tx: Transaction, input: Input): Promise<{ items: Item[]; errors: RowError[] }> {
  const vendors = new Set((await tx.query<{ id: string }>('select id from questionnaires.vendor where tenant_id = $1 and id = any($2::uuid[])', [tx.context.tenant, input.rows.map(({ vendor }) => vendor)])).map(({ id }) => id));
  const open = new Map((await tx.query<{ id: string; vendor: string; recipient: string }>(
    `select id, vendor, recipient from questionnaires.request where tenant_id = $1 and template_key = $2 and status in ('scheduled', 'sent', 'opened', 'started', 'submitted')`,
    [tx.context.tenant, input.template])).map((row) => [`${row.vendor} ${row.recipient}`, row.id]));
  const sendAt = await instantOf(tx, input.sendAt);
  const judgedDue = remembered((due: Row['due']) => refusalOf(() => demandDue(tx, due, sendAt)));
  const judgedAsked = remembered(({ depth, modules }: Pick<Row, 'depth' | 'modules'>) => refusalOf(() => composed(tx, input.template, depth, modules)));
  const errors: RowError[] = [];
  const seen = new Map<string, number>();
  for (const [row, each] of input.rows.entries()) {
    const key = `${each.vendor} ${each.to.toLowerCase()}`;
    const first = seen.get(key);
    seen.set(key, first ?? row);
    if (!vendors.has(each.vendor)) errors.push({ row, field: 'vendor', message: 'There is no such vendor' });
    else if (first !== undefined) errors.push({ row, field: 'to', message: `The same vendor and address stand in row ${first + 1} already` });
    const due = await judgedDue(each.due);
    if (due) errors.push({ row, field: 'due', message: due.message });
    const asked = await judgedAsked({ depth: each.depth, modules: each.modules });
    if (asked) errors.push({ row, field: asked.field, message: asked.message });
  }
  const items = input.rows.map((each, row): Item => {
    const there = open.get(`${each.vendor} ${each.to.toLowerCase()}`);
    return { row, outcome: there ? 'there' : 'sent', request: there ?? null };
  });
  return { items, errors };
}

/** The refusal of a rule, or null; anything else that is thrown goes on. */
async function refusalOf(rule: () => Promise<unknown>): Promise<{ field: string; message: string } | null> {
  try {
    await rule();
    return null;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const [field] = error.more.fields ?? [];
    return { field: field?.field ?? 'template', message: field?.message ?? error.message };
  }
}

/** Most rows say the same; each is judged once. */
function remembered<T, R>(judgement: (value: T) => Promise<R>): (value: T) => Promise<R> {
  const known = new Map<string, Promise<R>>();
  return (value) => {
    const key = canonicalJson(value);
    const answer = known.get(key) ?? judgement(value);
    known.set(key, answer);
    return answer;
  };
}

async function make(tx: Transaction, input: Input, items: readonly Item[], digest: string, linkKey: string | undefined) {
  const batch = newId();
  const sendAt = await instantOf(tx, input.sendAt);
  const reminders = remindersOf(await policyOf(tx));
  const frozen = remembered(async ({ depth, modules }: Pick<Row, 'depth' | 'modules'>) => {
    const template = await composed(tx, input.template, depth, modules);
    return { key: template.key, hash: await freeze(tx, template) };
  });
  const made: Item[] = [];
  for (const item of items) {
    const row = input.rows[item.row]!;
    if (item.outcome === 'there') {
      made.push(item);
      continue;
    }
    const request = await makeRequest(tx, await frozen({ depth: row.depth, modules: row.modules }), { ...row, wording: input.wording, askerName: input.askerName, sendAt, reminders, batch }, linkKey);
    await planSending(tx, request);
    made.push({ ...item, request: request.id });
  }
  const sent = made.filter(({ outcome }) => outcome === 'sent').length;
  await tx.query('insert into questionnaires.batch (tenant_id, id, digest, requests, by_account) values ($1, $2, $3, $4, $5)', [tx.context.tenant, batch, digest, sent, tx.context.actor]);
  await tx.audit('batch.sent', batch, { requests: sent, there: made.length - sent, template: input.template });
  return { batch, items: made, errors: [] };
}
