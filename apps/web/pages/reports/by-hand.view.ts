import { byHandKinds } from '#libs/contracts/by-hand.js';
import type { formErrors } from '../../http/form.js';
import { message } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';
import type { ReportDocument } from './report-document.js';

export type ByHandValues = Readonly<Record<string, string>>;

/** The form for a document that the reader does not read: a new file of some vendor, or one that is here. */
export function byHandView(document: ReportDocument | null, vendors: readonly { readonly id: string; readonly name: string }[], frameworks: readonly { readonly id: string; readonly name: string }[], values: ByHandValues, refused?: ReturnType<typeof formErrors>) {
  const title = message('reports.byHand.title');
  return {
    page: { title, nav: 'reports' as const, error: refused !== undefined, crumbs: [{ href: '/reports', text: message('reports.queue.title') }, ...(document ? [{ href: `/reports/${document.id}`, text: document.name }] : []), { href: '', text: title }] },
    sub: document ? message('reports.review.sub', { vendor: document.vendorName, name: document.name }) : message('reports.byHand.sub'),
    action: document ? `/reports/${document.id}/by-hand` : '/reports/by-hand', isNew: document === null, version: document?.version, values, errors: refused?.errors, wrong: { ...refused?.wrong, requirements: refused?.wrong['targets'] },
    vendors: vendors.map(({ id, name }) => ({ value: id, text: name })), kinds: byHandKinds.map((value) => ({ value, text: message(`reports.byHand.kind.${value}`) })),
    verdicts: (['met', 'excepted'] as const).map((value) => ({ value, text: message(`reports.byHand.verdict.${value}`) })), verdict: values['verdict'] || 'met',
    frameworks: message('reports.byHand.requirementsHint', { frameworks: frameworks.map(({ id }) => id).join(', ') }),
  };
}

/** What was entered before, as the form shows it. */
export function byHandValues({ byHandSays: said }: ReportDocument): ByHandValues {
  if (!said) return {};
  const frameworks = [...new Set(said.targets.flatMap(({ framework }) => framework ?? []))];
  return {
    kind: said.kind, issuer: said.issuer, scope: said.scope, issued: said.issued, from: said.from ?? '', until: said.until ?? '', note: said.note ?? '', verdict: said.verdict,
    requirements: frameworks.map((framework) => `${framework} ${said.targets.filter((one) => one.framework === framework).map(({ id }) => id).join(', ')}`).join('\n'),
    controls: said.targets.filter(({ framework }) => framework === null).map(({ id }) => id).join(', '),
  };
}

/** What a person entered, as facts on the document's page; `frameworks` are the names by their ids. */
export function byHandFacts({ byHandSays: said }: ReportDocument, frameworks: ReadonlyMap<string, string>) {
  if (!said) return null;
  const named = [...new Set(said.targets.map(({ framework }) => framework))].map((framework) => {
    const ids = said.targets.filter((one) => one.framework === framework).map(({ id }) => id).join(', ');
    return framework ? `${frameworks.get(framework) ?? framework}: ${ids}` : message('reports.byHand.controlsNamed', { ids });
  });
  return [
    { term: message('reports.byHand.kindLabel'), text: message(`reports.byHand.kind.${said.kind}`) }, { term: message('reports.byHand.issuer'), text: said.issuer }, { term: message('reports.byHand.scope'), text: said.scope },
    { term: message('reports.byHand.issued'), text: calendarDate(said.issued) }, ...(said.from ? [{ term: message('reports.byHand.from'), text: calendarDate(said.from) }] : []), { term: message('reports.byHand.until'), text: said.until ? calendarDate(said.until) : message('reports.byHand.year') },
    { term: message('reports.byHand.found'), text: message(`reports.byHand.verdict.${said.verdict}`) }, { term: message('reports.byHand.speaksOf'), text: named.join('; ') }, ...(said.note ? [{ term: message('reports.byHand.note'), text: said.note }] : []),
  ];
}
