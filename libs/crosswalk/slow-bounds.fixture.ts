/** A common control with its bounds, for the slow reading of the rules: months between two times, a least number; absent: not bounded. */
export interface Node {
  readonly control: string;
  readonly every?: number;
  readonly least?: number;
}

export function nodeOf(text: string): Node {
  const every = /every<=\s*(\d+)\s*months?/.exec(text);
  const least = /at-least>=\s*(\d+)/.exec(text);
  return { control: text.split('[')[0]!, ...(every ? { every: Number(every[1]) } : {}), ...(least ? { least: Number(least[1]) } : {}) };
}

export function writeNode({ control, every, least }: Node): string {
  const bounds = [...(least === undefined ? [] : [`at-least>=${least}`]), ...(every === undefined ? [] : [`every<=${every} month${every === 1 ? '' : 's'}`])];
  return bounds.length === 0 ? control : `${control}[${bounds.join(', ')}]`;
}

/** Doing `a` is doing `b`, of one control. */
export const holds = (a: Node, b: Node): boolean =>
  a.control === b.control && (b.every === undefined || (a.every !== undefined && a.every <= b.every)) && (b.least === undefined || (a.least !== undefined && a.least >= b.least));
