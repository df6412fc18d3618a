import { allQuestions } from '#libs/questionnaire/template-index.js';
import { compareTemplates } from '#libs/questionnaire/merge.js';
import type { Question, Template } from '#libs/questionnaire/template-types.js';
import { message, type PageView } from '../../render.js';
import type { Own } from './question.view.js';

/** The draft beside the published version, question by question. */
export function compareView(own: Own, published: Template | null): PageView & Record<string, unknown> {
  const draft = own.draft as unknown as Template;
  const [was, now] = [byKey(published ?? { ...draft, sections: [] }), byKey(draft)];
  const title = message('questionnaires.compare.title');
  const column = (key: string) => ({ text: message(`questionnaires.compare.${key}`) });
  return {
    page: { title, nav: 'requests', crumbs: [{ href: '/questionnaires', text: message('questionnaires.title') }, { href: `/questionnaires/${own.key}`, text: own.title }, { href: '', text: title }] },
    sub: message('questionnaires.compare.sub', { title: own.title, version: own.published ?? '–', next: own.next }),
    columns: [column('change'), column('before'), column('after')],
    rows: compareTemplates(published ?? { ...draft, sections: [] }, draft).filter(({ change }) => change !== 'same').map(({ key, change }) => ({
      cells: [{ text: message(`questionnaires.change.${change}`) }, words(was.get(key)), words(now.get(key))],
    })),
  };
}

const byKey = (template: Template): ReadonlyMap<string, Question> => new Map(allQuestions(template).map((question) => [question.key, question]));
const words = (question: Question | undefined) => (question ? { text: question.text, sub: question.options?.map(({ label }) => label).join(' / ') } : { text: '' });
