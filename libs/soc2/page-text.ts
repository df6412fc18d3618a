/** A piece of text as one drawing operation shows it. Lengths in points, x to the right and y downwards from the top left corner of the page as it is seen. */
export interface Run {
  readonly text: string;
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly width: number;
  /** Font size in points. */
  readonly size: number;
  readonly bold: boolean;
  /** Drawn in render mode 3: present, but not to be seen (an OCR layer, or something hidden on purpose). */
  readonly hidden: boolean;
}

/** A straight rule or the edge of a filled box, horizontal or vertical. */
export interface Ruling {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** One cell of a tagged table: the runs (by index) whose marked content stands on this page. */
export interface TaggedCell {
  readonly header: boolean;
  readonly runs: readonly number[];
}

/** A table of the structure tree, as far as it stands on one page. */
export interface TaggedTable {
  readonly rows: readonly (readonly TaggedCell[])[];
}

export interface PageRuns {
  /** 1-based PDF page. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
  readonly rulings: readonly Ruling[];
  readonly tables: readonly TaggedTable[];
  /** By how many degrees the page was turned so that its text reads from left to right; left out: not at all. */
  readonly turn?: number;
  /** Whether a raster image is drawn on the page. */
  readonly image: boolean;
}

/** What the owner password of a PDF allows. */
export interface Permissions {
  readonly encrypted: boolean;
  readonly copy: boolean;
  readonly print: boolean;
}

/** A PDF as positioned text, page by page. */
export interface PageText {
  readonly sha256: string;
  readonly permissions: Permissions | null;
  readonly pages: readonly PageRuns[];
}
