import { text, texts, type FormBody } from '../../http/form.js';

/** The value that a correction form says, in the shape of the extraction; an empty field says that the document does not state it. */
export function correctionOf(body: FormBody): { path: string; value: unknown } {
  const path = text(body, 'path');
  if (path === 'period' || path === 'bridgeLetter.coveredPeriod') {
    const [from, to] = [text(body, 'from'), text(body, 'to')];
    return { path, value: from || to ? { from: from || null, to } : null };
  }
  if (path === 'categories') {
    const chosen = texts(body, 'value');
    return { path, value: chosen.length ? chosen : null };
  }
  const value = text(body, 'value');
  if (path === 'opinionCriteria') return { path, value: value ? value.toUpperCase().split(/[\s,;]+/).filter(Boolean) : null };
  if (path === 'bridgeLetter.materialChanges') return { path, value: value ? value === 'true' : null };
  return { path, value: value || null };
}
