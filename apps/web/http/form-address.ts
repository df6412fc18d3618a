import { sha256 } from '#libs/platform/digests.js';

/** Where the form of a link stands: an address of its own, so that several can be open in one browser. It opens nothing by itself. */
export function formAddress(link: string): string {
  return `/form/${sha256(link).slice(0, 10)}`;
}

/** The form that an address speaks of: its base, and the name of the cookie that opens it. Null for any other page. */
export function formOfAddress(url: string): { readonly at: string; readonly cookie: FormCookie } | null {
  const [at, ref] = /^\/form\/([0-9a-f]{10})(?=[/?]|$)/.exec(url) ?? [];
  return at && ref ? { at, cookie: `vendor-${ref}` } : null;
}

/** The name of the cookie that opens the form at this base address. */
export function formCookie(at: string): FormCookie {
  return `vendor-${at.replace('/form/', '')}`;
}

export type FormCookie = `vendor-${string}`;

/** The base addresses of the forms that this browser has cookies for. */
export function formsOf(cookies: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.keys(cookies).flatMap((name) => (/concord-vendor-([0-9a-f]{10})$/.exec(name)?.slice(1, 2) ?? []).map((ref) => `/form/${ref}`));
}
