import type { PageView } from '../render.js';

/** A page to render: the template's name, its view, and a status when it is not 200. */
export class Page {
  constructor(
    readonly template: string,
    readonly view: PageView & Record<string, unknown>,
    readonly status = 200,
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

/** A cookie to set, or to forget when its value is null. */
export interface Cookie {
  readonly name: 'session' | 'vendor';
  readonly value: string | null;
}

/** Bytes from the object store, as a download or shown in place. */
export class StoredFile {
  constructor(
    readonly tenant: string,
    readonly sha256: string,
    readonly type: string,
    readonly name: string,
    readonly disposition: 'attachment' | 'inline' = 'attachment',
  ) {}
}
