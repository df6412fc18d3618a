import type { z } from 'zod';
import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { commonControls } from '#libs/catalog/common-controls.js';
import { ownControlList } from '#libs/contracts/programme.contract.js';
import { dutySet, type duty, type dutyList } from '#libs/contracts/reports-assurance.contract.js';
import type { Bus } from '#libs/platform/bus.js';
import { systemContext, type Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { wordsKey } from '#libs/soc2/list-paths.js';
import { mayRead } from './may-read.js';
import { latestReport, standingDocuments, type StandingDocument } from './standing-documents.js';
import { suggestionsFor, titleOf } from './suggest-controls.js';

type Duty = z.input<typeof duty>;

/** What people said of a duty. It hangs on the vendor and the words, so that next year's report finds it again. */
interface Said {
  readonly vendor: string;
  readonly key: string;
  readonly version: number;
  readonly owner: string | null;
  readonly control: string | null;
  readonly state: 'open' | 'in-place' | 'not-needed';
  readonly note: string | null;
  readonly by: string;
  readonly at: Date;
}

interface OwnControl {
  readonly id: string;
  readonly control: string;
  readonly state: string;
}

/** Every complementary user entity control of the latest accepted report of each vendor, or of one report, with who answers for it and what meets it. */
export async function listDuties(database: TenantDatabase, bus: Bus, request: RequestOf<typeof dutyList>, context: Context) {
  const own = await ownControlsOf(bus, context);
  const { vendors, reports, said } = await database.run(context, async (tx) => {
    const found = await tx.query<{ id: string; name: string }>('select id, name from reports.vendor where tenant_id = $1 order by lower(name), id', [context.tenant]);
    return { vendors: found, reports: await reportsOf(tx, request, found.map(({ id }) => id)), said: await saidOf(tx) };
  });
  const names = new Map(vendors.map(({ id, name }) => [id, name]));
  const all = reports.flatMap(({ row, extraction }) => (extraction?.cuecs ?? []).map(({ text, criteria, page }): Omit<Duty, 'suggestions'> => {
    const key = wordsKey(text);
    const one = said.get(`${row.vendor}:${key}`);
    const mine = one?.control ? own.find(({ control }) => control === one.control) : undefined;
    return {
      vendor: row.vendor, vendorName: names.get(row.vendor) ?? '', document: row.id, key, version: one?.version ?? 0, text, criteria: [...criteria], page, owner: one?.owner ?? null,
      control: one?.control ? { id: one.control, title: titleOf(one.control), state: mine?.state ?? null, ownControl: mine?.id ?? null } : null,
      state: one?.state === 'open' && mine?.state === 'in-place' ? 'met' : one?.state ?? 'open', note: one?.note ?? null, by: one?.by ?? null, at: one?.at.toISOString() ?? null,
    };
  }));
  const wanted = request.state ? all.filter(({ state }) => state === request.state) : all;
  return {
    total: wanted.length, open: all.filter(({ state }) => state === 'open').length,
    items: wanted.slice(request.from, request.from + request.limit).map((one) => ({ ...one, suggestions: one.control ? [] : suggestionsFor(one.text).map(({ control, title }) => ({ control, title })) })),
  };
}

/** Says who owns a duty and what meets it. @throws Fault `reports.changed-meanwhile`, `reports.duty-unknown`, `reports.control-unknown` */
export async function setDuty(database: TenantDatabase, request: RequestOf<typeof dutySet>, context: Context) {
  if (request.control && !commonControls().some(({ id }) => id === request.control)) throw new Fault('invalid', 'reports.control-unknown', `There is no common control ${request.control}`, { fields: [{ field: 'control', message: 'Choose a common control' }] });
  if (request.state === 'not-needed' && !request.note) throw new Fault('invalid', 'reports.duty-reason', 'Say why it is not needed', { fields: [{ field: 'note', message: 'Say why it is not needed' }] });
  return database.command(context, dutySet, request, async (tx) => {
    const reports = await reportsOf(tx, { vendor: request.vendor }, [request.vendor]);
    if (!reports.some(({ extraction }) => extraction?.cuecs.some(({ text }) => wordsKey(text) === request.key))) throw new Fault('missing', 'reports.duty-unknown', 'No accepted report of this vendor lays this duty on us');
    const rows = await tx.query<{ version: number }>(
      request.version === 0
        ? `insert into reports.duty (tenant_id, vendor, key, owner, control, state, note, by_account) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning version`
        : `update reports.duty set version = version + 1, owner = $4, control = $5, state = $6, note = $7, by_account = $8, at = now() where tenant_id = $1 and vendor = $2 and key = $3 and version = $9 returning version`,
      [context.tenant, request.vendor, request.key, request.owner ?? null, request.control || null, request.state, request.note || null, context.actor, ...(request.version === 0 ? [] : [request.version])]);
    const [set] = rows;
    if (!set) throw new Fault('conflict', 'reports.changed-meanwhile', 'Somebody said otherwise of this duty meanwhile. Load the page again to see what it says now');
    await tx.audit('duty.set', request.vendor, { key: request.key, state: request.state, control: request.control ?? null });
    return { version: set.version };
  });
}

async function reportsOf(tx: Transaction, { vendor, document }: { readonly vendor?: string | undefined; readonly document?: string | undefined }, vendors: readonly string[]): Promise<StandingDocument[]> {
  const documents = (await standingDocuments(tx, vendor ? [vendor] : vendors, document ? ['read', 'accepted', 'replaced'] : ['accepted'])).filter(({ row }) => mayRead(tx.context, row));
  if (document) return documents.filter(({ row }) => row.id === document);
  return vendors.flatMap((id) => latestReport(id, documents) ?? []);
}

async function saidOf(tx: Transaction): Promise<ReadonlyMap<string, Said>> {
  const rows = await tx.query<Said>('select vendor, key, version, owner, control, state, note, by_account as by, at from reports.duty where tenant_id = $1', [tx.context.tenant]);
  return new Map(rows.map((row) => [`${row.vendor}:${row.key}`, row]));
}

/** The own controls; none where the programme does not answer now. */
async function ownControlsOf(bus: Bus, cause: Context): Promise<readonly OwnControl[]> {
  try {
    return (await bus.request(ownControlList, {}, systemContext('reports', cause.tenant, cause))).items;
  } catch {
    return [];
  }
}
