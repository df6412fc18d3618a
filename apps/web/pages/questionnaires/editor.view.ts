import { indexTemplate } from '#libs/questionnaire/template-index.js';
import type { Template } from '#libs/questionnaire/template-types.js';
import { type FormError } from '../../http/form.js';
import { message, type PageView } from '../../render.js';
import { sayCondition } from './condition-words.js';
import { ownState } from './list.view.js';
import type { Own } from './question.view.js';

export interface MergeLine { readonly key: string; readonly text: string; readonly what: string }

const say = (key: string, values: Record<string, unknown> = {}): string => message(`questionnaires.editor.${key}`, values);
/** Where a question or a section stands on the editor's page. */
export const anchor = (key: string): string => `q-${key.replace(/[^\w-]/g, '-')}`;

/** A questionnaire of one's own: what it asks, what stands in the way of publishing, and its versions. */
export function editorView(own: Own, nameOf: (actor: string) => string, mayWrite: boolean, more: { readonly errors?: readonly FormError[]; readonly merge?: readonly MergeLine[]; readonly section?: string | undefined } = {}): PageView & Record<string, unknown> {
  const template = own.draft as unknown as Template;
  const index = indexTemplate(template);
  const at = `/questionnaires/${own.key}`;
  const fields = (act: string, extra: object = {}) => Object.entries({ revision: own.revision, do: act, ...extra }).map(([name, value]) => ({ name, value: String(value) }));
  const acts = (key: string, of: string, first: boolean, last: boolean, mayRemove = true) => [
    ...(first ? [] : [{ value: `up ${key}`, text: say('up'), of }]), ...(last ? [] : [{ value: `down ${key}`, text: say('down'), of }]), ...(mayRemove ? [{ value: `remove ${key}`, text: say('remove'), of }] : []),
  ];
  const count = template.sections.reduce((sum, section) => sum + section.questions.length, 0);
  const mayPublish = !own.retired && own.problems.length === 0 && (own.published === null || own.changed);
  const editing = template.sections.find(({ key }) => key === more.section);
  const { newer } = own.base ?? {};
  return {
    page: { title: own.title, nav: 'requests', error: Boolean(more.errors?.length), crumbs: [{ href: '/questionnaires', text: message('questionnaires.title') }, { href: '', text: own.title }] },
    own, at, mayWrite, errors: more.errors ?? [], wrong: Object.fromEntries((more.errors ?? []).map(({ field, text }) => [field, text])),
    sub: own.base ? message('questionnaires.from', own.base) : undefined,
    links: [{ text: say('preview'), href: `${at}/try` }, ...(own.published && own.changed ? [{ text: say('compare'), href: `${at}/compare` }] : [])],
    facts: [
      { term: say('now'), ...ownState(own) }, { term: message('questionnaires.column.questions'), number: count, sub: say('sections', { count: template.sections.length }) },
      { term: message('questionnaires.column.changed'), dateTime: own.changedAt, sub: nameOf(own.changedBy) },
    ],
    changes: own.changes.map(({ change, text }) => ({ text, change: message(`questionnaires.change.${change}`) })),
    publish: mayPublish && say('publish', { version: own.next }), publishFields: fields('publish'),
    retire: say(own.retired ? 'back' : 'retire'), retireFields: fields(own.retired ? 'back' : 'retire'),
    newer: mayWrite && newer && !more.merge && say('newer', { title: own.base?.title, version: newer }), newerFields: fields('see-newer'),
    merge: more.merge && {
      says: say('mergeSays', { count: more.merge.length }), text: say('mergeText'), columns: [{ text: say('mergeWhat') }, { text: say('mergeBecomes') }], fields: fields('take-newer'),
      rows: more.merge.map(({ text, what }) => ({ cells: [{ text }, { text: message(`questionnaires.merge.${what}`) }] })),
    },
    problems: own.problems.map((problem) => ({ text: problem.message, ...placeOf(template, problem.path, at) })),
    versionColumns: [{ text: message('questionnaires.column.version') }, { text: say('publishedOn') }, { text: say('requests'), num: true }],
    versions: own.versions.map(({ version, at: when, by, requests }) => ({ cells: [{ text: version, href: `${at}/try?version=${version}` }, { dateTime: when, sub: nameOf(by) }, { number: requests }] })),
    sections: template.sections.map((section, s) => ({
      id: anchor(section.key), title: section.title, intro: section.intro, when: section.visibleWhen && say('when', { what: sayCondition(index, section.visibleWhen) }),
      add: `${at}/question?section=${encodeURIComponent(section.key)}`, edit: `${at}?section=${encodeURIComponent(section.key)}#section`,
      acts: acts(section.key, section.title, s === 0, s === template.sections.length - 1, section.questions.length === 0),
      questions: section.questions.map((question, q) => ({
        id: anchor(question.key), text: question.text, href: `${at}/question?key=${encodeURIComponent(question.key)}`,
        says: [message(`questionnaires.kind.${question.kind}`), ...(question.options?.length ? [question.options.map(({ label }) => label).join(' / ')] : []), ...(question.optional ? [message('requests.preview.optional')] : [])].join(' · '),
        when: question.visibleWhen && say('when', { what: sayCondition(index, question.visibleWhen) }),
        acts: acts(question.key, question.text, s === 0 && q === 0, s === template.sections.length - 1 && q === section.questions.length - 1),
      })),
    })),
    sectionForm: { key: editing?.key ?? '', title: editing ? say('editSection') : say('newSection'), value: editing?.title ?? '', intro: editing?.intro ?? '', submit: editing ? say('save') : say('addSection') },
  };
}

/** Where a problem is: the question that its path leads to. */
function placeOf(template: Template, path: string, at: string): { readonly href?: string; readonly where?: string } {
  const [, s, q] = /^sections\[(\d+)\](?:\.questions\[(\d+)\])?/.exec(path) ?? [];
  const section = s === undefined ? undefined : template.sections[Number(s)];
  const question = q === undefined ? undefined : section?.questions[Number(q)];
  if (question) return { href: `${at}/question?key=${encodeURIComponent(question.key)}`, where: question.text };
  return section ? { href: `#${anchor(section.key)}`, where: section.title } : {};
}
