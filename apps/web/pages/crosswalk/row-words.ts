import type { ReplyOf } from '#libs/contracts/contract.js';
import type { controlReach } from '#libs/contracts/explorer.contract.js';
import { message } from '../../render.js';

type ShownRow = Omit<ReplyOf<typeof controlReach>['frameworks'][number]['rows'][number], 'requirement' | 'title' | 'bound'>;

/** What stands in the folded part of a row: its reason, and where it comes from. */
export function rowReason(row: ShownRow, mayEdit: boolean) {
  return {
    summary: message('crosswalk.row.summary', { strength: row.strength }), reason: row.reason || message('crosswalk.row.noReason'),
    facts: [
      message(`crosswalk.rationale.${row.rationale}`),
      row.own ? message('crosswalk.row.own') : row.origin === 'own' ? message('crosswalk.row.shipped', { file: row.file, line: row.line }) : message('crosswalk.row.follows', { origin: row.origin }),
      message(row.reviewed ? 'crosswalk.row.reviewed' : 'crosswalk.row.notReviewed'),
    ],
    change: mayEdit && `/overlays/rows/edit?${new URLSearchParams(row.ends).toString()}`,
  };
}
