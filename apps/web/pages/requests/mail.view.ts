import type { FormError } from '../../http/form.js';
import { message, type PageView } from '../../render.js';

/** The mail as the vendor gets it, or what is wrong with its wording. */
export function mailView(to: string, mail: { readonly subject?: string; readonly text?: string; readonly errors?: readonly FormError[] }): PageView & Record<string, unknown> {
  return {
    page: { title: message('requests.mail.title'), error: Boolean(mail.errors?.length) },
    to: to || message('requests.mail.nobody'), subject: mail.subject, paragraphs: (mail.text ?? '').split('\n\n').map((paragraph) => paragraph.split('\n')),
    errors: mail.errors?.map(({ text }) => ({ text })) ?? [],
  };
}
