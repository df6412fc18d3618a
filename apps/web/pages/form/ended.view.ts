import type { FormBody } from '../../http/form.js';
import { message } from '../../render.js';

/** How a person whose time has passed comes in again: a code to the address of the link, and what was typed goes along. */
export interface ComeAgain {
  readonly at: string;
  /** the invited address, mostly hidden */
  readonly hint: string;
  /** the page to go on with */
  readonly to: string;
}

/**
 * What a vendor sees without a session: how to come in again, and every text of a form that came too late. Where the
 * session is still known the whole form goes along and is saved afterwards; else its texts can be copied.
 */
export function endedView(body: FormBody = {}, again?: ComeAgain) {
  return {
    page: { title: message(again ? 'form.ended.titleAgain' : 'form.ended.title') },
    ...(again && { again: { ...again, kept: keptOf(body) } }),
    typed: typedTexts(body).map((one, i) => ({ ...one, id: `typed-${i}`, name: `typed-${i}` })),
  };
}

/** The page on which the new code is entered, with what was typed before. */
export function againView(again: ComeAgain, kept: string, value = '', refused: { readonly errors: readonly object[]; readonly wrong: Readonly<Record<string, string>> } = { errors: [], wrong: {} }, note?: string) {
  return {
    page: { title: message('link.enter.title'), error: refused.errors.length > 0, ...(note && { flash: { kind: 'note' as const, text: note } }) },
    lede: message('link.enter.lede', { hint: again.hint }), again, kept, value, keeps: kept !== '', ...refused,
  };
}

/** A submitted form as one hidden field; nothing where nothing was submitted. */
export function keptOf(body: FormBody): string {
  const { _csrf: _token, ...rest } = body;
  return Object.keys(rest).length > 0 ? JSON.stringify(rest) : '';
}

/** The form that {@link keptOf} wrote. What is no form of ours is none. */
export function bodyKept(kept: string): FormBody | null {
  try {
    const body: unknown = JSON.parse(kept);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.assign(Object.create(null) as Record<string, unknown>, body) : null;
  } catch {
    return null;
  }
}

/** Without session the questionnaire is not known: texts are told by the number of their question. */
function typedTexts(body: FormBody) {
  const numbers = Object.entries(body).filter(([name, value]) => name.startsWith('no-') && typeof value === 'string').map(([name, value]) => ({ key: name.slice(3), number: String(value) }));
  return Object.entries(body).flatMap(([name, value]) => textsOf(name, value, numbers));
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
