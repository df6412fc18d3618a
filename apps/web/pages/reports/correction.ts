import { text, texts, type FormBody } from '../../http/form.js';

/** The value that a correction form says, in the shape of the extraction; an empty field says that the report does not state it. */
export function correctionOf(body: FormBody): { path: string; value: unknown } {
  const path = text(body, 'path');
  if (path === 'period') {
    const [from, to] = [text(body, 'from'), text(body, 'to')];
    return { path, value: from || to ? { from: from || null, to } : null };
  }
  if (path === 'categories') {
    const chosen = texts(body, 'value');
    return { path, value: chosen.length ? chosen : null };
  }
  return { path, value: text(body, 'value') || null };
}
