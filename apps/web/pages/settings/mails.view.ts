import type { ReplyOf } from '#libs/contracts/contract.js';
import type { mailList } from '#libs/contracts/mail.contract.js';
import { message, type PageView } from '../../render.js';
import { settingsTabs } from './roles.view.js';

type Mail = ReplyOf<typeof mailList>['items'][number];

const states = ['due', 'sending', 'sent', 'refused', 'unknown', 'unwanted', 'closed'] as const;
const looks: Readonly<Record<Mail['state'], string>> = { due: 'waiting', sending: 'running', sent: 'done', refused: 'refused', unknown: 'warning', unwanted: 'withdrawn', closed: 'closed' };
const kinds = ['invite', 'reset', 'invitation', 'code', 'receipt', 'questions', 'reminder', 'extended'];

/** How the state of a mail looks and reads; used wherever a mail's fate is shown. */
export function mailLook(state: Mail['state']): { state: string; word: string } {
  return { state: looks[state], word: message(`settings.mails.states.${state}`) };
}

/** What a mail is, by its kind. */
export const mailKind = (kind: string): string => message(`settings.mails.kinds.${kinds.includes(kind) ? kind : 'other'}`);

/** Mails and what became of them; a refused or unknown one can be sent again. */
export function mailsView(reply: ReplyOf<typeof mailList>, state: string | undefined): PageView & Record<string, unknown> {
  return {
    page: { title: message('settings.tabs.mails'), nav: 'settings' },
    tabs: settingsTabs('mails'),
    fields: [{ name: 'state', label: message('settings.mails.filter'), type: 'select', blank: message('settings.mails.any'), value: state, options: states.map((value) => ({ value, text: message(`settings.mails.states.${value}`) })) }],
    columns: ['kind', 'state', 'created', 'attempts', 'note', 'act'].map((name) => ({ text: message(`settings.mails.${name}`), num: name === 'attempts' })),
    mails: reply.items.map((mail) => ({
      ...mail, kindWord: mailKind(mail.kind), look: mailLook(mail.state),
      again: mail.state === 'refused' || mail.state === 'unknown', question: mail.state === 'unknown' ? message('settings.mails.retryQuestion') : null,
    })),
    empty: { title: message('settings.mails.emptyTitle'), text: message('settings.mails.emptyText') },
    next: reply.next,
  };
}
