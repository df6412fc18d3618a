import { Fault } from '#libs/contracts/faults.js';

/** A submitted form: texts, or lists of texts where a name occurs more than once. */
export type FormBody = Readonly<Record<string, unknown>>;

/** One line of the error summary, linked to its field. */
export interface FormError {
  readonly field: string;
  readonly text: string;
  readonly href: string;
}

/** The text of a field, trimmed; '' where it is absent. */
export function text(body: FormBody, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** The text of a field, or undefined where it is empty, for fields that may be left out. */
export function optionalText(body: FormBody, name: string): string | undefined {
  return text(body, name) || undefined;
}

/** All values of a field that may occur several times, such as checkboxes. */
export function texts(body: FormBody, name: string): string[] {
  const value = body[name];
  return (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string' && each !== '');
}

/** What a form shows after a refusal: the summary, and the message of each field by its name. */
export function formErrors(fault: Fault): { errors: FormError[]; wrong: Record<string, string> } {
  const fields = fault.more.fields ?? [];
  const errors = fields.length
    ? fields.map(({ field, message }) => ({ field, text: message, href: `#${field}` }))
    : [{ field: '', text: fault.message, href: '#main' }];
  return { errors, wrong: Object.fromEntries(fields.map(({ field, message }) => [field, message])) };
}

/** Runs what a form asks for; gives back a refusal that the person can mend, and throws every other. */
export async function attempt<T>(work: () => Promise<T>): Promise<{ value: T; fault?: undefined } | { fault: Fault }> {
  try {
    return { value: await work() };
  } catch (error) {
    if (error instanceof Fault && mendable.has(error.kind)) return { fault: error };
    throw error;
  }
}

const mendable = new Set(['invalid', 'unauthenticated', 'conflict', 'unprocessable', 'too-many', 'too-large', 'not-supported', 'gone', 'full']);
