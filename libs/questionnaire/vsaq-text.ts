import { ImportFault } from './import-report.js';

/**
 * Reads the JSON dialect of VSAQ files: comments (`//`, block comments), strings that are joined (`"…" + "…"`) and a
 * comma before a closing bracket are taken as JavaScript takes them. Time is linear in the length of the text.
 * @throws ImportFault `vsaq.not-json` with the line
 */
export function parseVsaqText(source: string): unknown {
  const out: string[] = [];
  let at = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  const lineOf = (position: number) => source.slice(0, position).split('\n').length;
  /** The position after white space and comments. */
  const skip = (from: number): number => {
    let i = from;
    for (;;) {
      if (/\s/.test(source[i] ?? 'x')) i += 1;
      else if (source.startsWith('//', i)) i = source.indexOf('\n', i) === -1 ? source.length : source.indexOf('\n', i);
      else if (source.startsWith('/*', i)) i = source.indexOf('*/', i + 2) === -1 ? source.length : source.indexOf('*/', i + 2) + 2;
      else return i;
    }
  };
  /** The position after the string that begins at `from`. */
  const endOfString = (from: number): number => {
    let i = from + 1;
    while (i < source.length && source[i] !== '"') i += source[i] === '\\' ? 2 : 1;
    if (i >= source.length) throw new ImportFault('vsaq.not-json', `Line ${lineOf(from)}: a text that begins here has no closing quote.`);
    return i + 1;
  };
  while (at < source.length) {
    const next = skip(at);
    if (next > at) { out.push(' '); at = next; continue; }
    const char = source[at] as string;
    if (char === '"') {
      let end = endOfString(at);
      const parts = [source.slice(at + 1, end - 1)];
      for (let plus = skip(end); source[plus] === '+'; plus = skip(end)) {
        const begin = skip(plus + 1);
        if (source[begin] !== '"') throw new ImportFault('vsaq.not-json', `Line ${lineOf(plus)}: after "+" a text in quotes is needed.`);
        end = endOfString(begin);
        parts.push(source.slice(begin + 1, end - 1));
      }
      out.push(`"${parts.join('').replace(/[\n\r\t]/g, ' ')}"`);
      at = end;
    } else {
      const after = char === ',' ? source[skip(at + 1)] : undefined;
      if (after !== ']' && after !== '}') out.push(char);
      at += 1;
    }
  }
  try {
    return JSON.parse(out.join(''));
  } catch (error) {
    throw new ImportFault('vsaq.not-json', `This is neither JSON nor VSAQ's dialect of it: ${error instanceof Error ? error.message : String(error)}. Check that the file is complete.`);
  }
}
