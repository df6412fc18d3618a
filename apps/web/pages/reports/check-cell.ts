import { message } from '../../render.js';
import type { NameOf } from '../people-names.js';
import { correctionNote } from './correction-note.js';
import type { ReportDocument } from './report-document.js';

/** What decides how lines are shown that people can put right. */
export interface LinesLook {
  readonly corrections: ReportDocument['corrections'];
  readonly mayReview: boolean;
  readonly names: NameOf;
}

/** Who put a line right, and the way to do it. */
export function checkCell(path: string, base: string, { corrections, mayReview, names }: LinesLook) {
  const said = corrections.find((one) => one.path === path);
  return [{
    ...(said && { state: said.value === null ? 'withdrawn' : 'accepted', word: message(said.value === null ? 'reports.correct.goneWord' : 'reports.confidence.corrected'), sub: correctionNote(said, names) }),
    ...(mayReview && { links: [{ text: message('reports.correct.act'), href: `${base}/correct?path=${encodeURIComponent(path)}` }] }),
  }];
}
