import type { FormBody } from '../../http/form.js';
import { message } from '../../render.js';

/**
 * What a vendor sees without a session: how to come in again, and every text of a form that came too late, so that
 * it can be copied. Without session the questionnaire is not known: texts are told by the number of their question.
 */
export function endedView(body: FormBody = {}) {
  const numbers = Object.entries(body).filter(([name, value]) => name.startsWith('no-') && typeof value === 'string').map(([name, value]) => ({ key: name.slice(3), number: String(value) }));
  const typed = Object.entries(body).flatMap(([name, value]) => textsOf(name, value, numbers));
  return {
    page: { title: message('form.ended.title') },
    typed: typed.map((one, i) => ({ ...one, id: `typed-${i}`, name: `typed-${i}` })),
  };
}

const plainFields: Readonly<Record<string, string>> = { name: 'form.check.name', anyway: 'form.check.anyway' };

function textsOf(name: string, value: unknown, numbers: readonly { readonly key: string; readonly number: string }[]) {
  const said = typeof value === 'string' ? value.trim() : '';
  if (said === '') return [];
  if (Object.hasOwn(plainFields, name)) return [{ label: message(plainFields[name] ?? ''), value: said }];
  const [, kind, rest = ''] = /^([aet])-(.*)$/s.exec(name) ?? [];
  const owner = kind && numbers.find(({ key }) => (kind === 't' ? rest.startsWith(`${key}-`) : rest === key));
  return owner ? [{ label: message(kind === 'e' ? 'form.ended.explanation' : 'form.ended.question', { number: owner.number }), value: said }] : [];
}
