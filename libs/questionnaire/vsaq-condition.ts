import { ImportFault } from './import-report.js';
import type { Condition } from './template-types.js';

/** What the parser needs to know: what an id stands for, and a place for what cannot be said. */
export interface VsaqNames {
  /** The condition that an id means by itself: a choice is chosen, an item has a value. */
  readonly meaning: (id: string) => Condition;
  /** The condition that `^id` means: the item is visible. */
  readonly visible: (id: string) => Condition;
  /** The condition that `contains(id/value, "text")` means. */
  readonly contains: (id: string, part: string) => Condition;
}

const longest = 10_000;
const deepest = 60;

interface Token {
  readonly kind: 'id' | 'text' | '&&' | '||' | '!' | '(' | ')' | ',';
  readonly text: string;
}

function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const char = source[at] as string;
    if (/\s/.test(char)) { at += 1; continue; }
    if (char === '&' || char === '|') {
      if (source[at + 1] !== char) throw new ImportFault('vsaq.condition', `"${source}": a single "${char}" stands at position ${at + 1}. Write "${char}${char}".`);
      tokens.push({ kind: char === '&' ? '&&' : '||', text: char + char });
      at += 2;
    } else if (char === '!' || char === '(' || char === ')' || char === ',') {
      tokens.push({ kind: char, text: char });
      at += 1;
    } else if (char === '"') {
      let end = at + 1;
      while (end < source.length && source[end] !== '"') end += source[end] === '\\' ? 2 : 1;
      tokens.push({ kind: 'text', text: source.slice(at + 1, end).replace(/\\(.)/g, '$1') });
      at = end + 1;
    } else {
      let end = at;
      while (end < source.length && !' \t\r\n&|!(),"'.includes(source[end] as string)) end += 1;
      tokens.push({ kind: 'id', text: source.slice(at, end) });
      at = end;
    }
  }
  return tokens;
}

/**
 * Reads a VSAQ condition: ids with `&&`, `||`, `!` and brackets, `^id` for visibility, `contains(id/value, "…")`.
 * As in VSAQ `&&` and `||` bind equally, from left to right: `a || b && c` is `(a || b) && c`.
 * @returns the condition, and whether both operators stand side by side without brackets
 * @throws ImportFault `vsaq.condition` with the place
 */
export function parseVsaqCondition(source: string, names: VsaqNames): { readonly condition: Condition; readonly mixed: boolean } {
  if (source.length > longest) throw new ImportFault('vsaq.condition', `A condition has ${source.length} characters; at most ${longest} are read.`);
  const tokens = tokensOf(source);
  let at = 0;
  let mixed = false;
  const wrong = (needed: string): never => {
    throw new ImportFault('vsaq.condition', `"${source}": ${needed} is needed ${at < tokens.length ? `instead of "${tokens[at]?.text}"` : 'at the end'}.`);
  };
  const take = (kind: Token['kind'], needed: string): Token => {
    const token = tokens[at];
    if (token?.kind !== kind) return wrong(needed);
    at += 1;
    return token;
  };
  const single = (depth: number): Condition => {
    if (depth > deepest) return wrong('a condition less deeply nested');
    const token = tokens[at];
    if (token?.kind === '!') { at += 1; return { not: single(depth + 1) }; }
    if (token?.kind === '(') {
      at += 1;
      const inner = chain(depth + 1);
      take(')', '")"');
      return inner;
    }
    const id = take('id', 'an id').text;
    if (tokens[at]?.kind !== '(') return id.startsWith('^') ? names.visible(id.slice(1)) : names.meaning(id);
    if (id !== 'contains') throw new ImportFault('vsaq.function', `"${source}": the function "${id}" has no counterpart. Use choices, or contains(id/value, "text").`);
    at += 1;
    const of = take('id', 'an id').text.replace(/\/value$/, '');
    take(',', '","');
    const part = take('text', 'a text in quotes').text;
    take(')', '")"');
    return names.contains(of, part);
  };
  const chain = (depth: number): Condition => {
    let left = single(depth);
    let before: string | undefined;
    for (let token = tokens[at]; token?.kind === '&&' || token?.kind === '||'; token = tokens[at]) {
      at += 1;
      const right = single(depth);
      if (before === token.kind) left = 'all' in left && before === '&&' ? { all: [...left.all, right] } : 'any' in left && before === '||' ? { any: [...left.any, right] } : left;
      else left = token.kind === '&&' ? { all: [left, right] } : { any: [left, right] };
      mixed ||= before !== undefined && before !== token.kind;
      before = token.kind;
    }
    return left;
  };
  const condition = chain(0);
  if (at < tokens.length) wrong('"&&" or "||"');
  return { condition, mixed };
}
