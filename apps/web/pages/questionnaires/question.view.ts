import type { ReplyOf } from '#libs/contracts/contract.js';
import type { ownTemplateGet } from '#libs/contracts/templates.contract.js';
import { indexTemplate } from '#libs/questionnaire/template-index.js';
import type { Question, Template } from '#libs/questionnaire/template-types.js';
import { text, texts, type FormBody, type FormError } from '../../http/form.js';
import { message, type PageView } from '../../render.js';
import { documentKinds } from '../form/document-kinds.js';
import { chosenOf, sayCondition } from './condition-words.js';
import { moreOptions, mostConditions } from './question-form.js';

export type Own = ReplyOf<typeof ownTemplateGet>;
type Values = Readonly<Record<string, string | readonly string[]>>;

const kinds = ['yes-no', 'single', 'multi', 'text', 'number', 'date', 'file', 'table', 'statement'] as const;
const severities = ['low', 'medium', 'high', 'critical'] as const;
const parameters = ['every', 'within', 'at-least', 'at-most', 'for'] as const;
const say = (key: string, values: Record<string, unknown> = {}): string => message(`questionnaires.question.${key}`, values);

/** A question as it stands in the fields of its form. */
export function questionValues(question: Question | undefined): Values {
  const when = chosenOf(question?.visibleWhen);
  return {
    text: question?.text ?? '', help: question?.help ?? '', why: question?.why ?? '', kind: question?.kind ?? 'yes-no', depth: question?.depth ?? 'short',
    optional: question?.optional ? ['yes'] : [], explain: question?.explain ?? 'never', weight: question?.weight === undefined ? '' : String(question.weight),
    wants: question?.wants?.kinds ?? [], maxAge: question?.wants?.maxAgeMonths === undefined ? '' : String(question.wants.maxAgeMonths),
    controls: [...new Set((question?.controls ?? []).map(({ id }) => id))].join(', '), parameter: question?.measure?.parameter ?? '', units: (question?.measure?.units ?? []).join(', '),
    columns: (question?.columns ?? []).map(({ label, kind }) => (kind === 'text' ? label : `${label} (${kind})`)).join('\n'),
    whenMode: when?.mode ?? 'keep', ...Object.fromEntries(Array.from({ length: mostConditions }, (_, i) => [`when${i}`, when?.options[i] ?? ''])),
    ...Object.fromEntries((question?.options ?? []).flatMap((option, i) => Object.entries({
      key: option.key, label: option.label, judged: option.compliant === undefined ? '' : option.compliant ? 'good' : 'bad', knock: option.knockOut ? ['yes'] : [], alone: option.exclusive ? ['yes'] : [],
      severity: option.finding?.severity ?? '', finding: option.finding?.title ?? '',
    }).map(([name, value]) => [`o${i}-${name}`, value]))),
  };
}

/** What was typed, to be shown again. */
export function typedQuestion(body: FormBody): Values {
  return Object.fromEntries(Object.keys(body).map((name) => [name, ['optional', 'wants'].includes(name) || /^o\d+-(knock|alone)$/.test(name) ? texts(body, name) : text(body, name)]));
}

/** The form of one question. */
export function questionFormView(own: Own, section: string, question: Question | undefined, values: Values, refused: { readonly errors: readonly FormError[] } = { errors: [] }): PageView & Record<string, unknown> {
  const template = own.draft as unknown as Template;
  const index = indexTemplate(template);
  const title = question ? say('title') : say('titleNew');
  const rows = Object.keys(values).filter((name) => /^o\d+-label$/.test(name) && values[name]).length + moreOptions;
  const option = (value: string, words: string) => ({ value, text: words });
  const when = question?.visibleWhen;
  const before = template.sections.flatMap((each) => each.questions).filter(({ key, options }) => key !== question?.key && options?.length);
  return {
    page: { title, nav: 'requests', error: refused.errors.length > 0, crumbs: [{ href: '/questionnaires', text: message('questionnaires.title') }, { href: `/questionnaires/${own.key}`, text: own.title }, { href: '', text: title }] },
    own, section, sub: index.sections.get(section)?.title, key: question?.key ?? '', values, ...refused, wrong: Object.fromEntries(refused.errors.map((error) => [error.field, error.text])),
    action: `/questionnaires/${own.key}/question`,
    kinds: kinds.map((kind) => option(kind, message(`questionnaires.kind.${kind}`))),
    depths: (['short', 'standard', 'full'] as const).map((depth) => option(depth, say(`depth.${depth}`))),
    optionals: [option('yes', say('optionalYes'))],
    explains: (['never', 'if-negative', 'always'] as const).map((rule) => option(rule, say(`explain.${rule}`))),
    wanted: documentKinds.map((kind) => option(kind, message(`form.kind.${kind}`))),
    parameters: parameters.map((parameter) => option(parameter, message(`form.measure.${parameter}`))),
    options: Array.from({ length: rows }, (_, i) => ({
      key: values[`o${i}-key`] ?? '', i, label: say('option', { number: i + 1 }), name: `o${i}`, value: values[`o${i}-label`] ?? '', judged: values[`o${i}-judged`] ?? '',
      severity: values[`o${i}-severity`] ?? '', finding: values[`o${i}-finding`] ?? '', marks: [...(values[`o${i}-knock`]?.length ? ['yes'] : [])], alone: [...(values[`o${i}-alone`]?.length ? ['yes'] : [])],
      open: Boolean(values[`o${i}-severity`]) || Boolean(values[`o${i}-knock`]?.length) || Boolean(values[`o${i}-alone`]?.length),
    })),
    judgements: [option('', say('judged.none')), option('good', say('judged.good')), option('bad', say('judged.bad'))],
    severities: severities.map((severity) => option(severity, say(`severity.${severity}`))),
    knocks: [option('yes', say('knock'))], alones: [option('yes', say('alone'))],
    modes: [option('always', say('when.always')), option('any', say('when.any')), option('all', say('when.all')), ...(when && !chosenOf(when) ? [option('keep', say('when.keep', { what: sayCondition(index, when) }))] : [])],
    conditions: Array.from({ length: mostConditions }, (_, i) => ({ name: `when${i}`, label: say('when.option', { number: i + 1 }), value: values[`when${i}`] ?? '' })),
    choices: before.flatMap((each) => (each.options ?? []).map(({ key, label }) => option(key, say('when.choice', { option: label, question: each.text.length > 70 ? `${each.text.slice(0, 67)}…` : each.text })))),
  };
}
