import type { ReplyOf } from '#libs/contracts/contract.js';
import type { frameworkList } from '#libs/contracts/crosswalk.contract.js';
import type { rowList } from '#libs/contracts/overlays.contract.js';
import { sayControl } from '#libs/crosswalk/say-bound.js';
import { text, texts, type FormBody, type FormError } from '../../http/form.js';
import { message } from '../../render.js';
import { crumbs } from './overlays.view.js';
import type { impactView } from './impact.view.js';

type Frameworks = ReplyOf<typeof frameworkList>['items'];
type Rows = ReplyOf<typeof rowList>;
export type Asked = Readonly<Record<string, string | undefined>>;

const relationships = ['equal', 'subset', 'superset', 'intersects', 'overlaps', 'disjoint'];
const rationales = ['syntactic', 'semantic', 'functional'];
const pageLength = 50;

/** The rows that count, a page of them, each leading to the form that changes it. */
export function rowsView(frameworks: Frameworks, rows: Rows, asked: Asked, mayEdit: boolean) {
  const after = Number(asked['after'] ?? 0) || 0;
  const address = (to: number): string => `?${new URLSearchParams({ ...Object.fromEntries(Object.entries(asked).filter((entry): entry is [string, string] => Boolean(entry[1]))), after: String(to) })}`;
  const names = new Map(frameworks.map(({ id, name }) => [id, name]));
  return {
    page: { title: message('overlays.rowsTitle'), nav: 'crosswalk' as const, crumbs }, sub: message('overlays.rowsSub', { total: rows.total }),
    acts: mayEdit ? [{ href: '/overlays/rows/edit', text: message('overlays.addRow') }] : [],
    filters: [
      { name: 'framework', label: message('overlays.frameworkName'), type: 'select', value: asked['framework'] ?? '', blank: message('overlays.all'), options: frameworks.map(({ id, name }) => ({ value: id, text: name })) },
      { name: 'search', label: message('overlays.search'), type: 'search', value: asked['search'] ?? '' },
      { name: 'own', label: message('overlays.ownOnly'), type: 'select', value: asked['own'] ?? '', blank: message('overlays.anybody'), options: [{ value: 'true', text: message('overlays.own') }] },
    ],
    rows: rows.items.map((row) => ({ cells: [
      { id: row.requirement, text: row.title, sub: names.get(row.framework) ?? row.framework, ...(mayEdit && { href: `/overlays/rows/edit?${new URLSearchParams({ framework: row.framework, requirement: row.requirement, ...(row.control !== null ? { control: row.control } : { toFramework: row.to!.framework, to: row.to!.id }) })}` }) },
      { text: message(`overlays.word.${row.relationship}`) },
      { text: row.toTitle, sub: row.to ? `${names.get(row.to.framework) ?? row.to.framework} ${row.to.id}` : sayControl(row.control!) },
      { number: row.strength }, { text: row.reason, sub: row.own ? message('overlays.ownMark') : message('overlays.shipped') },
    ] })),
    pager: {
      ...(rows.next !== null && { next: address(rows.next) }), ...(after > 0 && { previous: address(Math.max(0, after - pageLength)) }),
      ...(rows.items.length && { shown: message('overlays.shown', { from: after + 1, to: after + rows.items.length, total: rows.total }) }),
    },
  };
}

/** A row as the form holds it. */
export interface TypedRow {
  readonly framework: string; readonly requirement: string; readonly control: string; readonly toFramework: string; readonly to: string;
  readonly relationship: string; readonly strength: string; readonly rationale: string; readonly reason: string; readonly said: readonly string[];
}

/** What a person typed. */
export function typedRow(body: FormBody): TypedRow {
  const one = (name: string): string => text(body, name);
  return {
    framework: one('framework'), requirement: one('requirement'), control: one('control'), toFramework: one('toFramework'), to: one('to'),
    relationship: one('relationship'), strength: one('strength'), rationale: one('rationale'), reason: one('reason'), said: texts(body, 'said'),
  };
}

/** The row that a link names, as it counts now; empty for a new one. */
export function knownRow(rows: Rows['items'], asked: Asked): { row: TypedRow; known: boolean } {
  const found = rows.find((row) => row.framework === asked['framework'] && row.requirement === asked['requirement'] && (asked['control'] ? row.control === asked['control'] : row.to?.framework === asked['toFramework'] && row.to?.id === asked['to']));
  const empty: TypedRow = { framework: asked['framework'] ?? '', requirement: asked['requirement'] ?? '', control: asked['control'] ?? '', toFramework: asked['toFramework'] ?? '', to: asked['to'] ?? '', relationship: 'overlaps', strength: '5', rationale: 'semantic', reason: '', said: [] };
  if (!found) return { row: empty, known: false };
  return { known: true, row: { ...empty, relationship: found.relationship, strength: String(found.strength), rationale: found.rationale, reason: found.reason, said: [...(found.reviewed ? ['reviewed'] : []), ...(found.inUnion ? ['union'] : [])] } };
}

/** The row as the service takes it. */
export function rowInput({ said, control, toFramework, to, ...row }: TypedRow) {
  return { ...row, ...(control ? { control } : { toFramework, to }), reviewed: said.includes('reviewed'), inUnion: said.includes('union') };
}

/** The form of one row; after a trial with what it changes and the button that keeps it. */
export function rowView(frameworks: Frameworks, row: TypedRow, more: {
  readonly version: number; readonly known: boolean; readonly errors?: readonly FormError[]; readonly wrong?: Readonly<Record<string, string>>; readonly impact?: ReturnType<typeof impactView>; readonly removes?: boolean;
}) {
  const choices = (keys: readonly string[], under: string) => keys.map((value) => ({ value, text: message(`overlays.${under}.${value}`) }));
  return {
    page: { title: message(more.known ? 'overlays.rowTitle' : 'overlays.rowNew'), nav: 'crosswalk' as const, crumbs: [...crumbs, { href: '/overlays/rows', text: message('overlays.rows') }], error: Boolean(more.errors?.length) },
    frameworks: frameworks.map(({ id, name, version }) => ({ value: id, text: `${name} ${version}` })), row, ...more, wrong: more.wrong ?? {},
    relationships: choices(relationships, 'relation'), rationales: choices(rationales, 'rationales'),
    marks: [{ value: 'reviewed', text: message('overlays.reviewedText') }, { value: 'union', text: message('overlays.inUnionText') }],
    saveAs: more.removes ? 'remove' : 'save', saveText: message(more.removes ? 'overlays.removeRow' : 'overlays.saveRow'),
  };
}
