import { message, type PageView } from '../../render.js';

/** What is shown of one kept mail. */
export interface KeptMail {
  readonly file: string;
  readonly subject: string;
  readonly to: string;
  readonly from: string;
  readonly at: string | null;
  readonly text: string;
}

interface Part {
  readonly text: string;
  readonly href?: string;
}

/** Addresses of this Concord become links; every other stays text, so that no mail leads a reader elsewhere. */
export function mailParts(line: string, publicUrl: string): Part[] {
  const own = `${publicUrl.replace(/\/$/, '')}/`;
  return line.split(/(https?:\/\/\S+)/).filter(Boolean).map((text) => (text.startsWith(own) ? { text, href: text } : { text }));
}

/** The list of kept mails. */
export function mailboxView(mails: readonly KeptMail[], next: string | null): PageView & Record<string, unknown> {
  return {
    page: { title: message('mailbox.title'), wide: true },
    columns: ['subject', 'to', 'at'].map((name) => ({ text: message(`mailbox.${name}`) })),
    rows: mails.map((mail) => ({ cells: [{ text: mail.subject || message('mailbox.none'), href: `/mailbox/${mail.file}` }, { text: mail.to }, { dateTime: mail.at }] })),
    next,
  };
}

/** One kept mail: its text in paragraphs and lines. */
export function mailView(mail: KeptMail, publicUrl: string): PageView & Record<string, unknown> {
  return {
    page: { title: mail.subject || message('mailbox.none'), back: { href: '/mailbox', text: message('mailbox.back') } },
    facts: [{ term: message('mailbox.to'), text: mail.to }, { term: message('mailbox.from'), text: mail.from }, { term: message('mailbox.at'), dateTime: mail.at }],
    paragraphs: mail.text.trim() ? mail.text.trim().split(/\n{2,}/).map((paragraph) => paragraph.split('\n').map((line) => mailParts(line, publicUrl))) : null,
  };
}
