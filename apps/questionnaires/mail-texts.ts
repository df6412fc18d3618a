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
}

const date = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
const greeting = (words: MailWords): string => (words.contact ? `Hello ${words.contact},` : 'Hello,');

const texts: Readonly<Record<string, (words: MailWords) => { subject: string; text: string }>> = {
  invitation: (words) => ({
    subject: `${words.organization} asks ${words.vendor} about security and privacy`,
    text: [
      greeting(words),
      `${words.person ? `${words.person} at ${words.organization}` : words.organization} would like ${words.vendor} to fill in “${words.title}” by ${date.format(new Date(words.due))} (end of day, ${words.zone}).`,
      ...(words.message ? [words.message] : []),
      `Open the form here. You need no account; a code will be sent to this address:\n${words.link}`,
      'You can stop at any time and go on later with the same link. A SOC 2 report can be uploaded there too.',
      'This link is for you. If a colleague should answer, reply to whoever asked you.',
    ].join('\n\n'),
  }),
  code: (words) => ({
    subject: `${words.code} is your code for ${words.organization}`,
    text: [greeting(words), `Your code is ${words.code}. It works for ten minutes, in the browser in which you asked for it or any other.`, 'If you did not ask for a code, there is nothing to do: without it the link opens nothing.'].join('\n\n'),
  }),
  questions: (words) => ({
    subject: `${words.organization} asks back about your answers`,
    text: [greeting(words), `Thank you for answering “${words.title}”. ${words.organization} asks back about some of the answers of ${words.vendor}.`, `Read and reply here, question by question:\n${words.link}`].join('\n\n'),
  }),
  receipt: (words) => ({
    subject: `Receipt ${words.receipt}: your answers to ${words.organization}`,
    text: [greeting(words), `Thank you. The answers of ${words.vendor} to “${words.title}” were handed in. Your receipt is ${words.receipt}.`, `You can read what you sent here:\n${words.link}`].join('\n\n'),
  }),
};

/**
 * The subject and text of a mail. Plain text only: nothing that a person typed can become markup.
 * @throws Error for a kind that is not known
 */
export function mailText(kind: string, words: MailWords): { subject: string; text: string } {
  const text = Object.hasOwn(texts, kind) ? texts[kind] : undefined;
  if (!text) throw new Error(`no mail of the kind ${kind}`);
  const { subject, text: body } = text(words);
  return { subject: subject.replace(/[\r\n]+/g, ' '), text: body };
}
