import type { SourcePlace } from './catalog-types.js';

/** Data that the engine cannot take; the message says what, where and how to mend it. */
export class CatalogFault extends Error {
  constructor(readonly code: 'catalog.duplicate' | 'catalog.unknown' | 'catalog.bound', message: string, readonly source: SourcePlace | null = null) {
    super(source ? `${source.file}, line ${source.line}: ${message}` : message);
    this.name = 'CatalogFault';
  }
}
