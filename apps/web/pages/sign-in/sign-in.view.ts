import { message, type PageView } from '../../render.js';
import type { FormError } from '../../http/form.js';

/** What the forms around signing in show: typed values, the message at each field, the summary. */
export interface SignInView extends PageView {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: readonly FormError[];
  readonly wrong: Readonly<Record<string, string>>;
  readonly [more: string]: unknown;
}

interface Refused {
  readonly errors: FormError[];
  readonly wrong: Record<string, string>;
}

/**
 * A form before anybody is known. Passwords are never among the values.
 * @param title the message that is the page's heading
 */
export function signInView(title: string, values: Readonly<Record<string, string>> = {}, refused: Refused = { errors: [], wrong: {} }, more: Readonly<Record<string, unknown>> = {}): SignInView {
  return { ...more, page: { title: message(title), error: refused.errors.length > 0 }, heading: message(title), values, ...refused };
}

/** Where to go after signing in: a place on this site, else home. An address that begins with `//` or `/\` names another site. */
export function placeWithin(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])[^\u0000-\u001f\u007f\\]*$/.test(next) && next.length <= 500 ? next : '/';
}
