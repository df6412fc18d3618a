import type { ReplyOf } from '#libs/contracts/contract.js';
import type { templateList } from '#libs/contracts/questionnaires.contract.js';
import type { ownTemplateList } from '#libs/contracts/templates.contract.js';
import { message, type PageView } from '../../render.js';

type Row = ReplyOf<typeof ownTemplateList>['items'][number];
type Templates = ReplyOf<typeof templateList>['items'];

/** Where a questionnaire of one's own stands. */
export function ownState({ retired, published, changed }: Pick<Row, 'retired' | 'published' | 'changed'>): { readonly state: string; readonly word: string } {
  if (retired) return { state: 'inactive', word: message('questionnaires.state.retired') };
  if (published === null) return { state: 'draft', word: message('questionnaires.state.draft') };
  return changed ? { state: 'in-progress', word: message('questionnaires.state.changed', { version: published }) } : { state: 'active', word: message('questionnaires.state.published', { version: published }) };
}

/** Every questionnaire there is: those of one's own, and those that came with Concord. */
export function listView(own: readonly Row[], templates: Templates, nameOf: (actor: string) => string, mayWrite: boolean): PageView & Record<string, unknown> {
  const mine = new Set(own.map(({ key }) => key));
  const column = (key: string, more: object = {}) => ({ text: message(`questionnaires.column.${key}`), ...more });
  return {
    page: { title: message('questionnaires.title'), nav: 'requests', crumbs: [{ href: '/requests', text: message('requests.title') }, { href: '', text: message('questionnaires.title') }] }, mayWrite,
    own: {
      columns: [column('title'), column('state'), column('questions', { num: true }), column('changed')],
      rows: own.map((row) => ({ cells: [
        { text: row.title, href: `/questionnaires/${row.key}`, sub: row.base ? message(row.base.newer ? 'questionnaires.fromNewer' : 'questionnaires.from', row.base) : undefined },
        ownState(row), { number: row.questions }, { dateTime: row.changedAt, sub: nameOf(row.changedBy) },
      ] })),
      empty: { title: message('questionnaires.emptyTitle'), text: message('questionnaires.emptyText'), ...(mayWrite && { actions: [{ text: message('questionnaires.new.act'), href: '/questionnaires/new' }] }) },
    },
    shipped: {
      columns: [column('title'), column('version'), column('licence'), column('questions', { num: true })],
      rows: templates.filter(({ key }) => !mine.has(key)).map((template) => ({ cells: [
        { text: template.title, href: `/questionnaires/${template.key}/try`, sub: template.publisher }, { text: template.version }, { text: template.licence },
        { number: template.questions.full, sub: template.modules.length ? message('questionnaires.modules', { count: template.modules.length }) : undefined },
      ] })),
    },
  };
}
