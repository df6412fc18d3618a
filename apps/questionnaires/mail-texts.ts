import type { Wording } from '#libs/contracts/mail-wording.js';
import { sayDay } from '#libs/platform/calendar-day.js';
import type { MailKind } from './mails.js';

/** What the mails to a vendor say. */
export interface MailWords {
  readonly organization: string;
  readonly person: string | null;
  readonly vendor: string;
  readonly title: string;
  readonly contact: string | null;
  readonly due: string;
  readonly zone: string;
  readonly message: string | null;
  readonly link: string;
  readonly code: string;
  readonly receipt: string;
  /** How many of the asked questions are answered, for reminders. */
  readonly answered: number;
  readonly asked: number;
  /** How many conversations wait for the vendor. */
  readonly questions: number;
  /** The day on which the vendor reads, by its zone. */
  readonly today: string;
  /** For a colleague: who shares, which sections, and a word. */
  readonly shares: { readonly by: string; readonly sections: readonly string[]; readonly note: string | null } | null;
}

/** The mail with the link as it comes with Concord. */
export const ownWording: Wording = {
  subject: '{organization} asks {vendor} about security and privacy',
  text: [
    '{greeting}',
    '{asker} would like {vendor} to fill in “{title}” by {due}.',
    '{message}',
    'Open the form here. You need no account; a code will be sent to this address:\n{link}',
    'You can stop at any time and go on later with the same link. A SOC 2 report can be uploaded there too.',
    'This link is for you. Colleagues who should answer a section get a link of their own from you, in the form.',
  ].join('\n\n'),
};

const greeting = (words: MailWords): string => (words.contact ? `Hello ${words.contact},` : 'Hello,');
const asker = (words: MailWords): string => (words.person ? `${words.person} at ${words.organization}` : words.organization);
const due = (words: MailWords): string => `${sayDay(words.due)} (end of day, ${words.zone.replaceAll('_', ' ')})`;

const texts: Readonly<Record<MailKind, (words: MailWords) => { subject: string; text: string }>> = {
  invitation: (words) => worded(ownWording, words),
  reminder: (words) => ({
    subject: words.today > words.due ? `${words.organization} still waits for the answers of ${words.vendor}` : `${words.organization} would like your answers by ${sayDay(words.due)}`,
    text: [
      greeting(words),
      words.today > words.due
        ? `“${words.title}” was due on ${due(words)} and is not handed in yet. It can still be done.`
        : `${asker(words)} would like ${words.vendor} to fill in “${words.title}” by ${due(words)}.`,
      words.answered ? `${words.answered} of ${words.asked} questions are answered. Go on here:\n${words.link}` : `Nothing is answered yet. Begin here; you need no account:\n${words.link}`,
      'Reminders stop as soon as the answers are handed in. If you need more time, write to whoever asked you.',
    ].join('\n\n'),
  }),
  extended: (words) => ({
    subject: `${words.organization} changed the date: ${sayDay(words.due)}`,
    text: [greeting(words), `You now have until ${due(words)} for “${words.title}”.`, `The form is where it was:\n${words.link}`].join('\n\n'),
  }),
  colleague: (words) => ({
    subject: `${words.shares?.by ?? words.vendor} asks you to answer a part of “${words.title}”`,
    text: [
      'Hello,',
      `${words.shares?.by ?? words.vendor} answers questions of ${words.organization} for ${words.vendor}, and would like you to answer: ${words.shares?.sections.join('; ') ?? ''}.`,
      ...(words.shares?.note ? [words.shares.note] : []),
      `Open your part here. You need no account; a code will be sent to this address:\n${words.link}`,
      `You see these sections only. ${words.shares?.by ?? ''} hands everything in, by ${due(words)}.`,
    ].join('\n\n'),
  }),
  code: (words) => ({
    subject: `${words.code} is your code for ${words.organization}`,
    text: [greeting(words), `Your code is ${words.code}. It works for ten minutes, in the browser in which you asked for it or any other.`, 'If you did not ask for a code, there is nothing to do: without it the link opens nothing.'].join('\n\n'),
  }),
  questions: (words) => ({
    subject: `${words.organization} asks back about your answers`,
    text: [
      greeting(words),
      `Thank you for answering “${words.title}”. ${asker(words)} asks back about ${words.questions === 1 ? 'one of the answers' : `${words.questions} of the answers`} of ${words.vendor}.`,
      `Read and reply here, question by question:\n${words.link}`,
    ].join('\n\n'),
  }),
  receipt: (words) => ({
    subject: `Receipt ${words.receipt}: your answers to ${words.organization}`,
    text: [greeting(words), `Thank you. The answers of ${words.vendor} to “${words.title}” were handed in. Your receipt is ${words.receipt}.`, `You can read what you sent here:\n${words.link}`].join('\n\n'),
  }),
};

/**
 * The subject and text of a mail. Plain text only: nothing that a person typed can become markup.
 * @param own the wording of this request's invitation, where it has one
 * @throws Error for a kind that is not known
 */
export function mailText(kind: string, words: MailWords, own: Wording | null = null): { subject: string; text: string } {
  if (kind === 'invitation' && own) return worded(own, words);
  const text = Object.hasOwn(texts, kind) ? texts[kind as MailKind] : undefined;
  if (!text) throw new Error(`no mail of the kind ${kind}`);
  const { subject, text: body } = text(words);
  return { subject: subject.replace(/[\r\n]+/g, ' '), text: body };
}

/** A wording filled in; a paragraph that is left empty, such as a message that nobody wrote, goes. What is filled in is never filled again. */
export function worded(wording: Wording, words: MailWords): { subject: string; text: string } {
  const values: Readonly<Record<string, string>> = {
    greeting: greeting(words), asker: asker(words), organization: words.organization, vendor: words.vendor, title: words.title, due: due(words), message: words.message ?? '', link: words.link,
  };
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (whole, word: string) => (Object.hasOwn(values, word) ? values[word] ?? '' : whole));
  const paragraphs = wording.text.replaceAll('\r\n', '\n').split(/\n{2,}/).map((paragraph) => fill(paragraph).trim());
  return { subject: fill(wording.subject).replace(/[\r\n]+/g, ' '), text: paragraphs.filter(Boolean).join('\n\n') };
}
