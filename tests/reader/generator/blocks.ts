/** A cell; lines are parted by line feeds. */
export interface BlockCell {
  readonly text: string;
  readonly across?: number;
  readonly down?: number;
  readonly bold?: boolean;
}

export type Rules = 'all' | 'rows' | 'none' | 'stripes';

/** What a made document consists of, in order; each writer draws it in its own way. */
export type Block =
  | { readonly kind: 'cover'; readonly text: string; readonly size: number }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly bold?: boolean }
  /** Lines that stay lines, such as a signature. */
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  | { readonly kind: 'list'; readonly marker: 'bullet' | 'number' | 'letter'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly widths: readonly number[]; readonly rows: readonly (readonly BlockCell[])[]; readonly rules: Rules; readonly align: 'top' | 'middle'; readonly centered?: boolean }
  /** A control as a card: "label: words", one under the other, in a frame. */
  | { readonly kind: 'card'; readonly entries: readonly (readonly [string, string])[]; readonly framed: boolean }
  /** What follows begins on a new page of this kind. */
  | { readonly kind: 'page'; readonly landscape: boolean; readonly columns: 1 | 2 };

/** How the sheets look. */
export interface Sheets {
  readonly size: 'LETTER' | 'A4';
  readonly header: string | null;
  readonly footer: string | null;
  readonly watermark: string | null;
  readonly serif: boolean;
  /** Landscape pages are portrait pages that the viewer turns. */
  readonly turned: boolean;
}

export interface MadeDocument {
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly sheets: Sheets;
}
