import { importOverlay, type ImportReading } from '#libs/catalog/import/import-overlay.js';
import { HUB, type Said } from '#libs/catalog/import/import-types.js';
import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { overlayImport, overlayUndo, rowEdit } from '#libs/contracts/overlays.contract.js';
import { EMPTY_CHANGE, type OverlayChange } from '#libs/crosswalk/overlay-types.js';
import { directKey, rowKey } from '#libs/crosswalk/row-key.js';
import { sayRow } from '#libs/crosswalk/say-row.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import type { ObjectStore } from '#libs/platform/object-store.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { compiledCatalog } from './catalog.js';
import { impactOf } from './overlay-impact.js';
import { readImport } from './read-import.js';
import { changesInForce, makeCatalog, tenantCatalog } from './tenant-catalog.js';

const shownProblems = 200;

/**
 * Takes a file into the tenant's overlay, or tries it. The file is read before the transaction begins; what others changed
 * meanwhile is a conflict.
 * @throws Fault `crosswalk.import-unreadable`, `crosswalk.overlay-changed`
 */
export async function importFile(database: TenantDatabase, store: ObjectStore, request: RequestOf<typeof overlayImport>, context: Context) {
  const seen = await database.run(context, stateOf);
  const stored = await store.toFile(context.tenant, request.sha256);
  const { problems, change } = await readImport(stored.path, request.name, { framework: request.framework, to: request.to }, seen.changes).finally(() => stored.dispose());
  return database.command(context, overlayImport, request, async (tx) => {
    const { version, changes } = await lock(tx, { ...request, version: request.version ?? seen.version });
    const compiled = change && makeCatalog(version + 1, [...changes, change]).compiled;
    return take(tx, { kind: 'import', name: request.name }, { problems, change, compiled }, request, version);
  });
}

/** Sets one row over the catalog, or takes one away, or tries it. @throws Fault `crosswalk.row-unknown`, `crosswalk.overlay-changed` */
export async function editRow(database: TenantDatabase, request: RequestOf<typeof rowEdit>, context: Context) {
  return database.command(context, rowEdit, request, async (tx) => {
    const { version, changes } = await lock(tx, request);
    const said = saidOf(request.row);
    const result = request.remove ? await removal(tx, request.row, changes) : importOverlay({ name: 'edit', said: [said] }, {}, { shipped: compiledCatalog().catalog, changes });
    return take(tx, { kind: 'edit', name: nameOf(result, request) }, result, request, version);
  });
}

/** Takes a whole import or edit back, or tries it. @throws Fault `crosswalk.change-unknown`, `crosswalk.overlay-changed` */
export async function undoChange(database: TenantDatabase, request: RequestOf<typeof overlayUndo>, context: Context) {
  return database.command(context, overlayUndo, request, async (tx) => {
    const { version } = await lock(tx, request);
    const [change] = await tx.query<{ content: OverlayChange; name: string }>('select content, name from crosswalk.overlay_change where tenant_id = $1 and id = $2 and undone_at is null', [context.tenant, request.id]);
    if (!change) throw new Fault('missing', 'crosswalk.change-unknown', 'There is no such change, or it was taken back already');
    const before = await tenantCatalog(tx);
    const after = makeCatalog(version + 1, await changesInForce(tx, request.id));
    const impact = await impactOf(tx, before.compiled, after.compiled);
    const done = { counts: countsOf(change.content), problems: [], problemCount: 0, impact };
    if (request.dryRun) return { ...done, saved: null, version };
    await tx.query('update crosswalk.overlay_change set undone_by = $3, undone_at = now() where tenant_id = $1 and id = $2', [context.tenant, request.id, context.actor]);
    await tx.query('update crosswalk.overlay set version = version + 1 where tenant_id = $1', [context.tenant]);
    await tx.audit('overlay.undone', request.id, { name: change.name });
    return { ...done, saved: request.id, version: version + 1 };
  });
}

interface State { readonly version: number; readonly changes: OverlayChange[] }

/** The overlay's version and the changes in force. */
async function stateOf(tx: Transaction): Promise<State> {
  const [overlay] = await tx.query<{ version: number }>('select version from crosswalk.overlay where tenant_id = $1', [tx.context.tenant]);
  return { version: overlay?.version ?? 0, changes: await changesInForce(tx) };
}

/** The overlay's state, with a lock so that what was tried is what is saved. */
async function lock(tx: Transaction, { version: seen, dryRun }: { readonly version?: number | undefined; readonly dryRun: boolean }): Promise<State> {
  if (!dryRun) await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`overlay ${tx.context.tenant}`]);
  const state = await stateOf(tx);
  if (!dryRun && seen !== undefined && seen !== state.version) throw new Fault('conflict', 'crosswalk.overlay-changed', 'Somebody changed the overlay meanwhile. Look again at what the change does, then save it');
  return state;
}

async function take(tx: Transaction, { kind, name }: { readonly kind: 'import' | 'edit'; readonly name: string }, { problems, change, compiled }: ImportReading, { dryRun }: { readonly dryRun: boolean }, version: number) {
  const shown = { version, problems: problems.slice(0, shownProblems).map((problem) => ({ ...problem, newIds: problem.newIds?.map(({ id, now }) => ({ id, now: [...now] })) })), problemCount: problems.length };
  if (!change || !compiled) return { ...shown, saved: null, counts: countsOf(EMPTY_CHANGE), impact: { verdicts: 0, parties: [] } };
  const before = await tenantCatalog(tx);
  const impact = await impactOf(tx, before.compiled, compiled);
  if (dryRun || isNothing(change)) return { ...shown, saved: null, counts: countsOf(change), impact };
  const id = newId();
  await tx.query(
    `insert into crosswalk.overlay_change (tenant_id, id, sequence, kind, name, counts, content, made_by)
     values ($1, $2, (select coalesce(max(sequence), 0) + 1 from crosswalk.overlay_change where tenant_id = $1), $3, $4, $5, $6, $7)`,
    [tx.context.tenant, id, kind, name, JSON.stringify(countsOf(change)), JSON.stringify(change), tx.context.actor]);
  await tx.query(
    `insert into crosswalk.overlay (tenant_id, version) values ($1, 1) on conflict (tenant_id) do update set version = overlay.version + 1`, [tx.context.tenant]);
  await tx.audit(kind === 'import' ? 'overlay.imported' : 'overlay.edited', id, { name, ...countsOf(change), verdicts: impact.verdicts });
  return { ...shown, saved: id, version: version + 1, counts: countsOf(change), impact };
}

const countsOf = ({ frameworks, controls, rows, directRows, removed }: OverlayChange) => ({ frameworks: frameworks.length, controls: controls.length, rows: rows.length, directRows: directRows.length, removed: removed.length });

const isNothing = (change: OverlayChange): boolean => Object.values(countsOf(change)).every((count) => count === 0);

/** What an edit is called in the history: the row, and that it was taken away; nothing where it cannot be done. */
function nameOf({ change, compiled }: ImportReading, { row: { framework, requirement, control, toFramework, to, relationship }, remove }: RequestOf<typeof rowEdit>): string {
  if (!change || !compiled) return '';
  const ends = control === undefined ? { from: { framework, id: requirement }, to: { framework: toFramework ?? '', id: to ?? '' } } : { framework, requirement, control };
  const [set] = [...change.rows, ...change.directRows];
  return sayRow(set ?? { ...ends, relationship: 'overlaps' }, compiled.catalog.frameworks, remove ? '–' : set?.relationship ?? relationship);
}

/** A row that a person typed, as an import takes it; it is of the edition that is here. */
function saidOf({ framework, requirement, control, toFramework, to, relationship, strength, rationale, reason, reviewed, inUnion }: RequestOf<typeof rowEdit>['row']): Said {
  const version = (id: string): string => compiledCatalog().catalog.frameworks.find((one) => one.id === id)?.version ?? '';
  return {
    file: 'edit', sheet: null, line: 1, relationship, strength, rationale, reason, reviewed, origin: 'own', inUnion: inUnion ? 'yes' : '',
    from: { framework, version: version(framework), id: requirement, fields: { framework: 'framework', version: 'framework', id: 'requirement' } },
    to: control === undefined ? { framework: toFramework ?? '', version: version(toFramework ?? ''), id: to ?? '', fields: { framework: 'toFramework', version: 'toFramework', id: 'to' } }
      : { framework: HUB, version: '', id: control, fields: { framework: 'control', version: 'control', id: 'control' } },
  };
}

async function removal(tx: Transaction, { framework, requirement, control, toFramework, to }: RequestOf<typeof rowEdit>['row'], changes: readonly OverlayChange[]): Promise<ImportReading> {
  const { version, compiled: { catalog } } = await tenantCatalog(tx);
  const key = control === undefined ? directKey({ from: { framework, id: requirement }, to: { framework: toFramework ?? '', id: to ?? '' } }) : rowKey({ framework, requirement, control });
  const isThere = control === undefined ? catalog.directRows.some((row) => directKey(row) === key) : catalog.rows.some((row) => rowKey(row) === key);
  if (!isThere) throw new Fault('missing', 'crosswalk.row-unknown', 'There is no such row, or it was taken away already');
  const change = { ...EMPTY_CHANGE, removed: [key] };
  return { problems: [], change, compiled: makeCatalog(version + 1, [...changes, change]).compiled };
}
