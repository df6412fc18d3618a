import type { Question, Template } from '#libs/questionnaire/template-types.js';
import { mapForm, type Form, type FormMap } from './form-map.js';

const yesNo = (key: string, good: 'yes' | 'no' = 'yes'): Question['options'] => [
  { key: `${key}.yes`, label: 'Yes', compliant: good === 'yes' }, { key: `${key}.no`, label: 'No', compliant: good === 'no' },
];

/** One question of each kind, and two that come up with an answer. */
export const template: Template = {
  key: 'sample', version: '1.0.0', title: 'Sample questions', publisher: 'Concord', licence: 'Apache-2.0', language: 'en',
  sections: [
    {
      key: 'access', title: 'Access', intro: 'Who can reach the data.',
      questions: [
        { key: 'mfa', text: 'Does every remote log-in need a second factor?', kind: 'yes-no', options: yesNo('mfa'), explain: 'if-negative', why: 'Passwords leak.', help: 'Count service accounts too.' },
        { key: 'review', text: 'How often do you review access?', kind: 'number', measure: { parameter: 'every', units: ['months', 'years'] }, wants: { kinds: ['record'] } },
        { key: 'shared', text: 'Do you use shared accounts?', kind: 'yes-no', options: yesNo('shared', 'no') },
        { key: 'shared.why', text: 'Why?', kind: 'text', visibleWhen: { chosen: 'shared.yes' } },
        { key: 'kinds', text: 'Which of these do you have?', kind: 'multi', options: [{ key: 'kinds.soc2', label: 'SOC 2' }, { key: 'kinds.iso', label: 'ISO 27001' }, { key: 'kinds.none', label: 'None', exclusive: true }] },
        { key: 'people', text: 'How many people have access?', kind: 'number' },
      ],
    },
    {
      key: 'paper', title: 'Papers',
      questions: [
        { key: 'note', text: 'The next questions are about papers.', kind: 'statement', optional: true },
        { key: 'since', text: 'Since when is the policy in force?', kind: 'date', optional: true },
        { key: 'files', text: 'Please attach it.', kind: 'file', optional: true },
        { key: 'subs', text: 'List your sub-processors.', kind: 'table', columns: [{ key: 'name', label: 'Name', kind: 'text' }, { key: 'since', label: 'Since', kind: 'date', optional: true }] },
        { key: 'agree', text: 'You may be asked for more.', kind: 'statement' },
        { key: 'hosting', text: 'Who runs the servers?', kind: 'single', explain: 'always', options: [{ key: 'hosting.own', label: 'We do, in our own rooms' }, { key: 'hosting.cloud', label: 'A cloud provider' }] },
      ],
    },
  ],
};

const at = '2026-03-10T08:12:00.000Z';

/** A vendor's form as the service tells it, with these parts changed. */
export function sampleForm(changes: Partial<Form> = {}): Form {
  return {
    request: '0190a0a0-0000-7000-8000-000000000001', asker: { organization: 'Orrinvale Clinics', person: 'Nadia Keller' }, vendorName: 'Halvorsen Ridge', service: null,
    title: template.title, message: null, due: { date: '2026-03-13', zone: 'Europe/Zurich' }, minutes: 15, status: 'open',
    questionnaire: template as never,
    answers: [], attachments: [], unanswered: [], receipt: null, helps: null,
    progress: template.sections.map(({ key, title }) => ({ key, title, state: 'not-started' as const, done: 0, questions: 5 })),
    ...changes,
  };
}

/** An answer as the service tells it. */
export function sampleAnswer(key: string, more: Partial<Form['answers'][number]>): Form['answers'][number] {
  return { key, state: 'given', evidence: [], origin: null, revision: 1, by: 'mara@halvorsen.example', at, review: null, ...more };
}

/** A laid-out form with these answers. */
export function sampleMap(answers: Form['answers'] = [], changes: Partial<Form> = {}): FormMap {
  return mapForm(sampleForm({ answers, ...changes }), '/form/0123456789');
}
