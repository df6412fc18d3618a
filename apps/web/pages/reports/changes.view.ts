import type { ReplyOf } from '#libs/contracts/contract.js';
import type { documentGet } from '#libs/contracts/reports.contract.js';
import { message } from '../../render.js';
import { said, valueLabel } from './report-values.view.js';

type Change = NonNullable<ReplyOf<typeof documentGet>['newReading']>['changes'][number];

const worse = new Set(['exception-added', 'control-dropped', 'subservice-added']);

/** Differences between two readings or two reports as rows: what, before, now. */
export function changeRows(changes: readonly Change[], base: string, baseBefore: string) {
  return changes.map((change) => ({ cells: [
    { text: change.what === 'value' ? valueLabel(change.path) : message(`reports.change.${change.what}`), sub: change.what === 'value' ? undefined : change.path, ...(worse.has(change.what) && { look: 'due', icon: 'due', word: message('reports.change.look') }) },
    { text: words(change, change.was), ...(change.pageBefore && change.was !== null && { pages: [{ page: change.pageBefore, href: `${baseBefore}?page=${change.pageBefore}` }] }) },
    { text: words(change, change.is), ...(change.page && change.is !== null && { pages: [{ page: change.page, href: `${base}?page=${change.page}` }] }) },
  ] }));
}

function words({ what, path }: Change, value: unknown): string {
  if (what === 'value') return said(path, value);
  if (what === 'result') return message(`reports.result.${value === null ? 'none' : String(value)}`);
  return value === null ? '' : String(value);
}
