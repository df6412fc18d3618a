import type { RequestOf } from '#libs/contracts/contract.js';
import type { rowList } from '#libs/contracts/overlays.contract.js';
import { bareControl } from '#libs/crosswalk/bound.js';
import type { Compiled } from '#libs/crosswalk/compiled.js';
import type { DirectRow, MappingRow } from '#libs/crosswalk/catalog-types.js';
import { directKey, rowKey } from '#libs/crosswalk/row-key.js';
import { sayRow } from '#libs/crosswalk/say-row.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { catalogOf, tenantCatalog } from './tenant-catalog.js';
import { compiledCatalog } from './catalog.js';

interface ChangeRow {
  readonly id: string;
  readonly kind: 'import' | 'edit';
  readonly name: string;
  readonly counts: { frameworks: number; controls: number; rows: number; directRows: number; removed: number };
  readonly made_by: string;
  readonly made_at: Date;
  readonly undone_by: string | null;
  readonly undone_at: Date | null;
}

/** The tenant's imports and edits, the newest first, with what of them has lost its place and what contradicts itself. */
export async function listOverlay(database: TenantDatabase, context: Context) {
  return database.run(context, async (tx) => {
    const { version, compiled, stranded } = await tenantCatalog(tx);
    const changes = await tx.query<ChangeRow>(
      'select id, kind, name, counts, made_by, made_at, undone_by, undone_at from crosswalk.overlay_change where tenant_id = $1 order by sequence desc limit 500', [context.tenant]);
    const rows = new Map([...compiled.catalog.rows, ...compiled.catalog.directRows].map((row) => [row.id, row]));
    return {
      catalog: compiled.catalog.hash, version, stranded: [...stranded],
      changes: changes.map((row) => ({
        id: row.id, kind: row.kind, name: row.name, counts: row.counts, madeBy: row.made_by, madeAt: row.made_at.toISOString(), undoneBy: row.undone_by, undoneAt: row.undone_at?.toISOString() ?? null,
      })),
      contradictions: compiled.contradictions.map(({ rows: ids }) => ids.map((id) => ({ row: id, says: sayRow(rows.get(id)!, compiled.catalog.frameworks) }))),
    };
  });
}

/** Rows that count, shipped and own, a page of them. */
export async function listRows(database: TenantDatabase, request: RequestOf<typeof rowList>, context: Context) {
  const compiled = await database.run(context, catalogOf);
  const all = shownRows(compiled);
  const words = (request.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const found = all.filter((row) => (!request.own || row.own) && (!request.framework || row.framework === request.framework || row.to?.framework === request.framework)
    && words.every((word) => row.text.includes(word)));
  const items = found.slice(request.after, request.after + request.limit).map(({ text: _, ...row }) => row);
  return { items, total: found.length, next: request.after + items.length < found.length ? request.after + items.length : null };
}

type Shown = ReturnType<typeof showRows>[number];
const ready = new WeakMap<Compiled, readonly Shown[]>();

function shownRows(compiled: Compiled): readonly Shown[] {
  const rows = ready.get(compiled) ?? showRows(compiled);
  ready.set(compiled, rows);
  return rows;
}

function showRows({ catalog }: Compiled) {
  const shipped = compiledCatalog().catalog;
  const titles = new Map([...catalog.frameworks.flatMap(({ id, requirements }) => requirements.map((one): [string, string] => [`${id}:${one.id}`, one.title])), ...catalog.controls.map(({ id, title }): [string, string] => [id, title])]);
  const shippedRows = new Set<MappingRow | DirectRow>([...shipped.rows, ...shipped.directRows]);
  const unions = new Set(catalog.frameworks.flatMap(({ id, requirements }) => requirements.flatMap(({ id: one, union }) => union.map((control) => `${id}:${one}~${control}`))));
  const common = ({ relationship, strength, rationale, reason, origin, reviewed }: MappingRow | DirectRow) => ({ relationship, strength, rationale, reason, origin, reviewed });
  const rows = [
    ...catalog.rows.map((row) => ({
      key: rowKey(row), framework: row.framework, requirement: row.requirement, title: titles.get(`${row.framework}:${row.requirement}`) ?? '', control: row.control, to: null,
      toTitle: titles.get(bareControl(row.control)) ?? '', ...common(row), inUnion: unions.has(`${row.framework}:${row.requirement}~${row.control}`), own: !shippedRows.has(row),
    })),
    ...catalog.directRows.map((row) => ({
      key: directKey(row), framework: row.from.framework, requirement: row.from.id, title: titles.get(`${row.from.framework}:${row.from.id}`) ?? '', control: null, to: { ...row.to },
      toTitle: titles.get(`${row.to.framework}:${row.to.id}`) ?? '', ...common(row), inUnion: false, own: !shippedRows.has(row),
    })),
  ];
  return rows.map((row) => ({ ...row, text: [row.framework, row.requirement, row.title, row.control ?? `${row.to!.framework} ${row.to!.id}`, row.toTitle, row.relationship, row.origin].join(' ').toLowerCase() }));
}
