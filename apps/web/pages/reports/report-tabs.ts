import { message } from '../../render.js';
import type { ReportDocument } from './report-document.js';

type Here = 'review' | 'controls' | 'signals' | 'compare' | 'readers' | 'replacement' | 'reading';

/** The pages of one document, those that it has and that the person may open. */
export function reportTabs(document: ReportDocument, here: Here, mayReview: boolean) {
  const base = `/reports/${document.id}`;
  const report = document.kind === 'soc2';
  const pages: readonly (readonly [Here, string, boolean])[] = [
    ['review', base, true], ['controls', `${base}/controls`, report && document.controls > 0], ['signals', `${base}/signals`, report], ['compare', `${base}/compare`, report],
    ['replacement', `${base}/replacement`, mayReview], ['readers', `${base}/readers`, mayReview], ['reading', `${base}/reading`, mayReview && (document.extraction !== null || document.status === 'refused')],
  ];
  return { label: message('reports.tabs.label'), items: pages.filter(([, , has]) => has).map(([name, href]) => ({ text: message(`reports.tabs.${name}`), href, here: name === here })) };
}

/** The pages about the documents of all vendors. */
export function reportsTabs(here: 'queue' | 'calendar' | 'duties' | 'settings', isAdministrator: boolean) {
  const pages = [['queue', '/reports'], ['calendar', '/reports/calendar'], ['duties', '/reports/duties'], ...(isAdministrator ? [['settings', '/reports/settings']] : [])] as [string, string][];
  return { label: message('reports.queue.title'), items: pages.map(([name, href]) => ({ text: message(`reports.tabs.${name}`), href, here: name === here })) };
}

/** Where a page of one document stands. */
export function reportCrumbs(document: ReportDocument, title: string) {
  return [{ href: '/reports', text: message('reports.queue.title') }, { href: `/reports/${document.id}`, text: document.name }, { href: '', text: title }];
}
