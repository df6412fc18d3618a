import type { ReplyOf } from '#libs/contracts/contract.js';
import type { requestSendMany } from '#libs/contracts/sending.contract.js';
import type { vendorList } from '#libs/contracts/vendors.contract.js';
import type { FormError } from '../../http/form.js';
import { message, type PageView } from '../../render.js';
import { vendorState } from '../state-words.js';
import type { BatchRow } from './many-batch.js';
import type { LineError } from './many-rows.js';
import type { TemplateRow } from './propose-request.js';
import { sendingView, type Wording } from './sending-fields.js';
import { zoneChoices } from '../zones.js';

type Dry = ReplyOf<typeof requestSendMany>;
type Values = Readonly<Record<string, string>>;

const crumbs = (title: string) => [{ href: '/requests', text: message('requests.title') }, { href: '', text: title }];
const columns = (...names: string[]) => names.map((name) => ({ text: message(`requests.many.columns.${name}`) }));

/** Who is asked: a file, or vendors from the list. */
export function manyView(vendors: ReplyOf<typeof vendorList>['items'], refused: { readonly errors?: readonly FormError[]; readonly lines?: readonly LineError[]; readonly wrong?: Readonly<Record<string, string>> } = {}): PageView & Record<string, unknown> {
  const title = message('requests.many.title');
  return {
    page: { title, nav: 'requests', error: Boolean(refused.errors?.length || refused.lines?.length), crumbs: crumbs(title) },
    errors: refused.errors ?? [], wrong: refused.wrong ?? {},
    lines: refused.lines?.length ? linesTable(refused.lines) : null,
    columns: columns('vendor', 'tier', 'state'),
    rows: vendors.map((vendor) => ({ select: vendor.id, selectLabel: vendor.name, cells: [{ text: vendor.name, sub: vendor.service }, { text: message(`vendors.tier.${vendor.tier}`) }, stateCell(vendor.status)] })),
  };
}

function stateCell(status: string) {
  const { state, word } = vendorState(status);
  return { state, word };
}

function linesTable(lines: readonly LineError[]) {
  return { says: message('requests.many.wrongLines', { count: lines.length }), columns: columns('line', 'column', 'wrong'), rows: lines.map(({ line, column, message: said }) => ({ cells: [{ number: line }, { text: column }, { text: said }] })) };
}

const fields: Readonly<Record<string, string>> = { vendor: 'vendor', to: 'to', due: 'due', depth: 'depth', modules: 'depth', template: 'template' };

/** What would be sent to whom, row by row, and the form that sends it. */
export function batchView(rows: readonly BatchRow[], dry: Dry, templates: readonly TemplateRow[], values: Values, wording: Wording, refused: { readonly errors: readonly FormError[]; readonly wrong: Readonly<Record<string, string>> } = { errors: [], wrong: {} }): PageView & Record<string, unknown> {
  const title = message('requests.many.checkTitle', { count: rows.length });
  const wrong = new Map<number, string[]>();
  for (const error of dry.errors) wrong.set(error.row, [...(wrong.get(error.row) ?? []), `${message(`requests.many.column.${fields[error.field] ?? 'vendor'}`)}: ${error.message}`]);
  const there = dry.items.filter(({ row, outcome }) => outcome === 'there' && !wrong.has(row)).length;
  const sendable = rows.length - there - wrong.size;
  return {
    page: { title, nav: 'requests', error: refused.errors.length > 0 || wrong.size > 0, crumbs: [...crumbs(title).slice(0, 1), { href: '/requests/many', text: message('requests.many.title') }, { href: '', text: title }] },
    ...refused, values, hidden: JSON.stringify(rows), ...sendingView(values, wording, refused.wrong),
    says: [message('requests.many.says', { count: sendable }), there ? message('requests.many.there', { count: there }) : '', wrong.size ? message('requests.many.wrong', { count: wrong.size }) : ''].filter(Boolean).join(' '),
    submit: wrong.size === 0 && sendable > 0 ? message('requests.many.send', { count: sendable }) : null,
    templates: templates.map(({ key, title: text }) => ({ value: key, text })), zones: zoneChoices,
    depths: ['proposed', 'short', 'standard', 'full'].map((depth) => ({ value: depth, text: message(depth === 'proposed' ? 'requests.many.byTier' : `requests.depth.${depth}`) })),
    moduleChoices: ['proposed', 'none'].map((choice) => ({ value: choice, text: message(`requests.many.modules.${choice}`) })),
    columns: columns('line', 'vendor', 'to', 'depth', 'outcome'),
    rows: rows.map((row, i) => ({
      cells: [
        { number: row.line }, { text: row.name, sub: message(`vendors.tier.${row.tier}`) }, { text: row.contactName || row.to, sub: row.contactName ? row.to : undefined },
        { text: message(`requests.depth.${row.depth || (values['depth'] === 'proposed' ? row.proposed.depth : values['depth'])}`) },
        outcomeOf(wrong.get(i), dry.items.find((item) => item.row === i)?.outcome === 'there'),
      ],
    })),
  };
}

function outcomeOf(wrong: readonly string[] | undefined, there: boolean) {
  if (wrong) return { state: 'refused', word: message('requests.many.outcome.wrong'), sub: wrong.join(' ') };
  return there ? { state: 'not-applicable', word: message('requests.many.outcome.there') } : { state: 'waiting', word: message('requests.many.outcome.sent') };
}
