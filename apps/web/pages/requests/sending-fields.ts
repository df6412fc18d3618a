import { mailWords } from '#libs/contracts/mail-wording.js';
import { text, type FormBody } from '../../http/form.js';
import { message } from '../../render.js';

/** The mail with the link, with words in braces that are filled in. */
export interface Wording {
  readonly subject: string;
  readonly text: string;
}

/** When it is sent, as the form begins: now, or tomorrow morning once "later" is chosen. */
export const sendingValues = (now: number) => ({ when: 'now', sendDate: new Date(now + 86_400_000).toISOString().slice(0, 10), sendTime: '09:00' });

/** The wording as typed, with the line ends that were offered. */
export function wordingOf(body: FormBody): Wording {
  return { subject: text(body, 'subject'), text: text(body, 'wording').replaceAll('\r\n', '\n') };
}

/** When and in which words, as the service is asked. A wording that nobody touched stays the one that was offered. */
export function sendingOf(body: FormBody, zone: string, offered: Wording & { readonly own?: boolean }) {
  const wording = wordingOf(body);
  const touched = Boolean(wording.subject || wording.text) && (wording.subject !== offered.subject || wording.text !== offered.text.trim());
  return {
    ...(text(body, 'when') === 'later' && { sendAt: { date: text(body, 'sendDate'), time: text(body, 'sendTime'), zone } }),
    ...((touched || offered.own) && { wording }),
  };
}

/** The fields for when and in which words. */
export function sendingView(values: Readonly<Record<string, unknown>>, wording: Wording & { readonly own?: boolean }, wrong: Readonly<Record<string, string>>) {
  return {
    whens: [{ value: 'now', text: message('requests.new.sendNow') }, { value: 'later', text: message('requests.new.sendLater') }],
    wordingHint: message('requests.new.wordingHint', { words: mailWords.map((word) => `{${word}}`).join(' ') }),
    wordingOpen: Boolean(wrong['subject'] ?? wrong['wording']) || (values['wording'] !== undefined && String(values['wording']).replaceAll('\r\n', '\n') !== wording.text),
  };
}
