import type { ReplyOf } from '#libs/contracts/contract.js';
import type { proposalsGet } from '#libs/contracts/proposals.contract.js';
import type { Answer, Question } from '#libs/questionnaire/template-types.js';
import { byLanguage } from '../../language.js';
import { message } from '../../render.js';
import { addressOfQuestion, type FormMap } from './form-map.js';
import { formFrame } from './form-frame.js';
import { sayAnswer } from './say-answer.js';

export type Proposals = ReplyOf<typeof proposalsGet>['items'];
type Proposal = Proposals[number];

const monthYear = byLanguage((locale) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }));

/** As it stands in the fields of a form: `report:access.mfa`. */
export const proposalValue = ({ kind, key }: Pick<Proposal, 'kind' | 'key'>): string => `${kind}:${key}`;

/** Which proposals a form confirms; what is not understood is left out. */
export function takenOf(values: readonly string[]): { key: string; kind: 'last-time' | 'report' }[] {
  return values.flatMap((value) => {
    const [, kind, key] = /^(last-time|report):(.+)$/s.exec(value) ?? [];
    return key ? [{ key, kind: kind as 'last-time' | 'report' }] : [];
  });
}

/** "In March 2026 you answered", "SOC 2.pdf, page 31, suggests". */
export function saySource(proposal: Proposal): string {
  return proposal.kind === 'report'
    ? message('form.proposals.report', { document: proposal.document, page: proposal.page })
    : message('form.proposals.lastTime', { month: monthYear().format(new Date(proposal.at ?? 0)) });
}

/** One proposal beside its question, with the button that confirms it. */
export function offerView(question: Question, proposal: Proposal) {
  return {
    source: saySource(proposal), says: sayAnswer(question, proposal as unknown as Answer), explanation: proposal.explanation, quote: proposal.quote,
    note: proposal.changed ? message('form.proposals.reworded') : '', value: proposalValue(proposal),
  };
}

/** Every answer that only needs to be confirmed, by section. What was said last time is ticked, unless the question was reworded. */
export function proposalsView(map: FormMap, items: Proposals) {
  const byKey = new Map(items.map((item) => [item.key, item]));
  return {
    ...formFrame(map, message('form.proposals.title')),
    lede: message('form.proposals.lede', { count: items.length }),
    sections: map.index.template.sections.flatMap((section, s) => {
      const rows = section.questions.flatMap((question, q) => {
        const proposal = byKey.get(question.key);
        return proposal ? [{ ...offerView(question, proposal), id: `p-${s}-${q}`, question: question.text, ticked: proposal.kind === 'last-time' && !proposal.changed, href: map.placeOf.has(question.key) ? addressOfQuestion(map, question.key) : undefined }] : [];
      });
      return rows.length ? [{ title: section.title, id: `s-${s}`, rows }] : [];
    }),
  };
}

/** What the list of sections says of proposals; null where there are none. */
export function proposalsTask(map: FormMap, items: Proposals) {
  if (!items.length) return null;
  const last = items.filter(({ kind }) => kind === 'last-time').length;
  const report = items.length - last;
  const sub = [last ? message('form.proposals.countLast', { count: last }) : '', report ? message('form.proposals.countReport', { count: report }) : ''].filter(Boolean).join('; ');
  return { text: message('form.proposals.act'), href: `${map.at}/proposals`, sub, state: 'due', word: message('form.proposals.word', { count: items.length }) };
}
