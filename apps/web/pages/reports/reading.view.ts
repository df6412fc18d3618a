import type { formErrors } from '../../http/form.js';
import { message } from '../../render.js';
import { zonedTime } from '../../template-helpers.js';
import { changeRows } from './changes.view.js';
import type { ReportDocument } from './report-document.js';
import { reportCrumbs, reportTabs } from './report-tabs.js';

/** By which reader a document was read, and what another reading of it would change. */
export function readingView(document: ReportDocument, refused: ReturnType<typeof formErrors> | undefined) {
  const base = `/reports/${document.id}`;
  const { newReading, reader, readerNow, read } = document;
  const isCurrent = reader === readerNow;
  return {
    page: {
      title: message('reports.reading.title'), nav: 'reports' as const, error: refused !== undefined,
      crumbs: reportCrumbs(document, message('reports.reading.title')),
    },
    docTabs: reportTabs(document, 'reading', true), base, version: document.version, errors: refused?.errors,
    says: reader && read ? message(isCurrent ? 'reports.reading.current' : 'reports.reading.older', { reader, now: readerNow, at: zonedTime(read) }) : message('reports.reading.none'),
    again: newReading === null, isCurrent,
    other: newReading && { text: message('reports.reading.other', { count: newReading.changes.length, reader: newReading.reader, at: zonedTime(newReading.at) }), rows: changeRows(newReading.changes, base, base) },
    keepsCorrections: document.corrections.length > 0 ? message('reports.reading.corrections', { count: document.corrections.length }) : null,
  };
}
