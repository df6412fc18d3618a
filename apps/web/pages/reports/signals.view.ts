import type { ReplyOf } from '#libs/contracts/contract.js';
import type { contradictionList, qualitySignals } from '#libs/contracts/reports-assurance.contract.js';
import { message } from '../../render.js';
import type { ReportDocument } from './report-document.js';
import { reportCrumbs, reportTabs } from './report-tabs.js';

const looks = { ask: { state: 'warning', word: 'ask' }, watch: { state: 'in-progress', word: 'watch' }, good: { state: 'done', word: 'good' } } as const;

/** How much a report can be relied on, and where the vendor's own answers say otherwise. */
export function signalsView(document: ReportDocument, signals: ReplyOf<typeof qualitySignals>['items'], contradictions: ReplyOf<typeof contradictionList>['items'] | null, mayReview: boolean) {
  const base = `/reports/${document.id}`;
  const title = message('reports.signals.title');
  const asks = signals.filter(({ weight }) => weight === 'ask').length;
  return {
    page: { title, nav: 'reports' as const, crumbs: reportCrumbs(document, title) }, tabs: reportTabs(document, 'signals', mayReview), sub: document.says,
    says: message('reports.signals.says', { count: asks }) + (contradictions?.length ? ` ${message('reports.signals.differs', { count: contradictions.length })}` : ''),
    memo: [{ href: `${base}/memo.pdf`, text: message('reports.signals.memo') }],
    signals: signals.map((one) => ({ cells: [
      { text: one.says, ...(one.quote && { sub: `“${one.quote}”` }) },
      { state: looks[one.weight].state, word: message(`reports.signals.weight.${looks[one.weight].word}`) },
      one.page ? { pages: [{ page: one.page, href: `${base}?page=${one.page}` }] } : { text: '' },
    ] })),
    away: contradictions === null,
    contradictions: contradictions?.map(({ control, title: name, kind, certain, report, answer }) => ({ cells: [
      { id: control, text: name, sub: message(certain ? 'reports.signals.matched' : 'reports.signals.byWords') },
      { state: kind === 'answer-no' ? 'met' : kind === 'exception' ? 'met-with-exceptions' : 'not-met', word: message(`reports.signals.kind.${kind}`), sub: report.says, ...(report.page && { pages: [{ page: report.page, href: `${base}?page=${report.page}` }] }) },
      { state: answer.verdict === 'met' ? 'met' : 'not-met', word: message(answer.verdict === 'met' ? 'reports.signals.yes' : 'reports.signals.no'), ...(answer.says !== answer.source && { sub: answer.says }), links: [{ text: answer.source, href: `/requests/${answer.id.split(':')[0] ?? ''}` }] },
    ] })) ?? [],
  };
}
