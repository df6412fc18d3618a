import type { ReplyOf } from '#libs/contracts/contract.js';
import type { pageMarks } from '#libs/contracts/reports-review.contract.js';
import type { Extraction } from '#libs/soc2/extraction.js';
import { listPath, rowPath, type LineSaid, type RowSaid } from '#libs/soc2/list-paths.js';
import { gravest, namedControls, testsUnder } from '#libs/soc2/named-controls.js';
import { dutyLines, exceptionLines } from '#libs/soc2/put-right.js';
import type { formErrors } from '../../http/form.js';
import { message } from '../../render.js';
import { correctionNote } from './correction-note.js';
import type { NameOf } from '../people-names.js';
import type { ReportDocument } from './report-document.js';
import { reportCrumbs } from './report-tabs.js';
import { sheetView, zoomOf } from './sheet.view.js';

/** What a form of a line holds: what holds now, or what was typed and refused. */
export interface LineValues {
  readonly result?: string | undefined;
  readonly resultText?: string | undefined;
  readonly text?: string | undefined;
  readonly criteria?: string | undefined;
  readonly organization?: string | undefined;
  readonly page?: string | undefined;
}

interface Line {
  readonly isRow: boolean;
  readonly list: string;
  readonly mark: string;
  readonly page: number;
  /** What was read, in words; null where somebody added the line. */
  readonly read: string | null;
  readonly words: string;
  readonly holds: LineValues | null;
}

const results = ['no-exceptions', 'exception', 'not-tested', 'not-applicable', 'unclear'] as const;

/** The line that a path names, as it was read and as it holds; null where the report has no such line. */
export function lineOf(document: ReportDocument, path: string): Line | null {
  const extraction = document.extraction as unknown as Extraction | null;
  const named = listPath(path);
  if (!extraction || !named) return null;
  if (named.kind === 'row') {
    const all = namedControls(extraction);
    const at = all.findIndex(({ ref }) => ref === named.ref);
    const control = all[at]?.control;
    const row = control?.rows.find(({ criterion }) => rowPath(named.ref, criterion) === path);
    if (!control || !row) return null;
    const worst = gravest(testsUnder(control, row.criterion));
    const read = { result: worst?.result ?? '', resultText: worst && worst.result !== 'no-exceptions' ? worst.resultText ?? '' : '' };
    const said = document.corrections.find((one) => one.path === path)?.value as RowSaid | null | undefined;
    return {
      isRow: true, list: 'row', mark: `control-${at + 1}`, page: row.page, words: `${control.id ?? ''} ${control.text}`.trim(), read: message(`reports.result.${worst?.result ?? 'none'}`),
      holds: said === undefined ? read : said && { result: said.result, resultText: said.resultText ?? '' },
    };
  }
  const blank = { isRow: false, list: named.list, mark: '', page: 1, read: null, words: '', holds: { text: '', criteria: '', page: '' } };
  const lines = named.list === 'exception'
    ? exceptionLines(extraction, document.corrections as LineCorrections).map(({ path: own, read, holds }) => ({ path: own, read: read?.description ?? null, page: read?.pages[0] ?? holds?.pages[0] ?? 1, holds: holds && { text: holds.description, criteria: holds.criteria.join(', '), page: String(holds.pages[0] ?? 1) } }))
    : dutyLines(named.list, extraction, document.corrections as LineCorrections).map(({ path: own, read, holds }) => ({ path: own, read: read?.text ?? null, page: read?.page ?? holds?.page ?? 1, holds: holds && { text: holds.text, criteria: holds.criteria.join(', '), organization: holds.subserviceOrganization ?? '', page: String(holds.page) } }));
  const at = lines.findIndex((one) => one.path === path);
  const line = lines[at];
  if (!line) return named.added ? blank : null;
  return { ...blank, mark: `${named.list}-${at + 1}`, page: line.page, read: line.read, words: line.read ?? line.holds?.text ?? '', holds: line.holds };
}

type LineCorrections = readonly { readonly path: string; readonly value: unknown }[];

/** The form for one row of the matrix or one line of a list, beside the page that it was read from. */
export function correctLineView(document: ReportDocument, path: string, line: Line, looked: {
  readonly marks: ReplyOf<typeof pageMarks> | null; readonly page: number; readonly zoom: string | undefined; readonly names: NameOf; readonly typed?: LineValues | undefined; readonly refused?: ReturnType<typeof formErrors> | undefined;
}) {
  const base = `/reports/${document.id}`;
  const said = document.corrections.find((one) => one.path === path);
  const title = message(`reports.correct.${line.list}`);
  return {
    page: {
      title, nav: 'reports' as const, wide: true, error: looked.refused !== undefined,
      crumbs: reportCrumbs(document, title),
    },
    base, version: document.version, path, errors: looked.refused?.errors, wrong: looked.refused?.wrong ?? {},
    sheet: sheetView(document.extraction as unknown as Extraction, looked.marks, { base: `${base}/correct`, keep: { path }, pictures: base, page: looked.page, chosen: line.mark, zoom: zoomOf(looked.zoom), read: [line.page] }),
    words: line.words, read: line.read === null ? null : message('reports.correct.read', { read: line.isRow ? line.read : line.words, page: line.page }),
    note: said ? correctionNote(said, looked.names) : null, isRow: line.isRow, isAdded: line.read === null, hasOrganization: line.list === 'csoc',
    options: results.map((value) => ({ value, text: message(`reports.result.${value}`) })),
    values: looked.typed ?? line.holds ?? { criteria: '' }, isGone: said !== undefined && line.holds === null && line.read !== null, mayTakeBack: said !== undefined,
  };
}

/** What a form says of a row or a line, in the shape of a correction. */
export function lineSaid(path: string, typed: LineValues): RowSaid | LineSaid | null {
  const named = listPath(path);
  if (named?.kind === 'row') return { result: (typed.result ?? '') as RowSaid['result'], resultText: typed.resultText || null };
  const criteria = (typed.criteria ?? '').toUpperCase().split(/[\s,;]+/).filter(Boolean);
  return { text: typed.text ?? '', criteria, ...(named?.list === 'csoc' && { organization: typed.organization || null }), ...(named?.added && { page: Number(typed.page) || undefined }) };
}
