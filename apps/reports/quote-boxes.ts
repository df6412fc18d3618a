import type { Run } from '#libs/soc2/page-text.js';

/** A piece of a page, in points from its top left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Placed = Pick<Run, 'text' | 'x' | 'y' | 'width' | 'size'>;

interface Letters {
  readonly text: string;
  /** For each letter its run and its place among the signs of that run. */
  readonly run: readonly number[];
  readonly at: readonly number[];
  readonly of: readonly number[];
}

/** A piece of a quote shorter than this is too common to be marked by itself. */
const leastLetters = 10;

/**
 * Where the words of a quote stand on a page. Only letters and digits are compared, so that hyphens, ligatures and spaces
 * do not matter; a quote that is interrupted (by a page's edge, a column, left-out words) is found in pieces.
 * @returns one box for each piece of a line; none when the quote is not on the page
 */
export function quoteBoxes(runs: readonly Placed[], quote: string): Box[] {
  const words = quote.split(/\s+/).map(lettersOf).filter(Boolean);
  if (words.length === 0) return [];
  const inOrder = runs.map((_, at) => at);
  const byPlace = [...inOrder].sort((a, b) => (Math.abs(runs[a]!.y - runs[b]!.y) > runs[a]!.size / 2 ? runs[a]!.y - runs[b]!.y : runs[a]!.x - runs[b]!.x));
  const [stream, placed] = [mark(runs, inOrder, words), mark(runs, byPlace, words)];
  const best = covered(placed) > covered(stream) ? placed : stream;
  return joinLines(best.pieces.flatMap(({ from, to }) => boxesOf(runs, best.letters, from, to)));
}

interface Piece {
  readonly from: number;
  readonly to: number;
}

interface Marked {
  readonly letters: Letters;
  readonly pieces: readonly Piece[];
}

function mark(runs: readonly Placed[], order: readonly number[], words: readonly string[]): Marked {
  const letters = lineUp(runs, order);
  return { letters, pieces: find(letters.text, words) };
}

const covered = ({ pieces }: Marked): number => pieces.reduce((sum, { from, to }) => sum + to - from, 0);

function lettersOf(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function lineUp(runs: readonly Placed[], order: readonly number[]): Letters {
  const letters = order.flatMap((run) => {
    const signs = Array.from(runs[run]!.text);
    return signs.flatMap((sign, at) => Array.from(lettersOf(sign), (letter) => ({ letter, run, at, of: signs.length })));
  });
  return { text: letters.map(({ letter }) => letter).join(''), run: letters.map(({ run }) => run), at: letters.map(({ at }) => at), of: letters.map(({ of }) => of) };
}

/** The quote as a whole where it stands, otherwise its longest pieces one after the other. */
function find(text: string, words: readonly string[]): Piece[] {
  const whole = words.join('');
  const at = text.indexOf(whole);
  if (at >= 0) return [{ from: at, to: at + whole.length }];
  const pieces: Piece[] = [];
  for (let first = 0; first < words.length;) {
    let [taken, found, piece] = [0, -1, ''];
    for (let last = first; last < words.length; last += 1) {
      const longer = piece + words[last]!;
      const place = text.indexOf(longer);
      if (place < 0) break;
      [taken, found, piece] = [last - first + 1, place, longer];
    }
    if (piece.length >= leastLetters) pieces.push({ from: found, to: found + piece.length });
    first += Math.max(1, taken);
  }
  return pieces;
}

function boxesOf(runs: readonly Placed[], { run, at, of }: Letters, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let start = from; start < to;) {
    let end = start;
    while (end < to && run[end] === run[start]) end += 1;
    const { x, y, width, size } = runs[run[start]!]!;
    const [left, right] = [at[start]! / of[start]!, (at[end - 1]! + 1) / of[start]!];
    boxes.push({ x: x + width * left, y: y - size * 0.85, width: width * (right - left), height: size * 1.15 });
    start = end;
  }
  return boxes;
}

/** Boxes that follow each other on a line become one. */
function joinLines(boxes: readonly Box[]): Box[] {
  const joined: Box[] = [];
  for (const box of [...boxes].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const last = joined.at(-1);
    const follows = last && Math.abs(last.y - box.y) < box.height / 3 && box.x - (last.x + last.width) < box.height && box.x >= last.x;
    if (!follows) joined.push(box);
    else joined[joined.length - 1] = { x: last.x, y: Math.min(last.y, box.y), width: Math.max(last.x + last.width, box.x + box.width) - last.x, height: Math.max(last.height, box.height) };
  }
  return joined.map(({ x, y, width, height }) => ({ x: round(x), y: round(y), width: round(width), height: round(height) }));
}

const round = (number: number): number => Math.round(number * 10) / 10;
