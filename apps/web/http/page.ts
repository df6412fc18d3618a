import type { PageView } from '../render.js';
import type { FormCookie } from './form-address.js';

/** A page to render: the template's name, its view, a status when it is not 200, and cookies that go with it. */
export class Page {
  constructor(
    readonly template: string,
    readonly view: PageView & Record<string, unknown>,
    readonly status = 200,
    readonly cookies: readonly Cookie[] = [],
  ) {}
}

/** Where to go next (303), perhaps with a word for the next page to show. */
export class Redirect {
  constructor(
    readonly to: string,
    readonly flash?: NonNullable<PageView['page']['flash']>,
    readonly cookies: readonly Cookie[] = [],
  ) {}
}

/** A cookie to set, or to forget when its value is null. With days it outlives the browser's window. */
export interface Cookie {
  readonly name: 'session' | 'language' | FormCookie;
  readonly value: string | null;
  readonly days?: number;
}

/** Bytes from the object store, as a download or shown in place. */
export class StoredFile {
  constructor(
    readonly tenant: string,
    readonly sha256: string,
    readonly type: string,
    readonly name: string,
    readonly disposition: 'attachment' | 'inline' = 'attachment',
    /** made for this reader alone: forgotten once it was sent */
    readonly once = false,
  ) {}
}
