/**
 * The line, from 1, on which a value stands in a text of JSON.
 *
 * @param path of the value as errors write it: `[3].period.from`; where it ends before its end, the line of what holds it
 */
export function lineOfJson(text: string, path: string): number {
  let at = skipSpace(text, 0);
  for (const step of path.match(/[^.[\]]+/g) ?? []) {
    const next = text[at] === '[' ? itemOf(text, at, Number(step)) : text[at] === '{' ? memberOf(text, at, step) : -1;
    if (next === -1) break;
    at = next;
  }
  return text.slice(0, at).split('\n').length;
}

function itemOf(text: string, open: number, index: number): number {
  let at = skipSpace(text, open + 1);
  for (let item = 0; text[at] !== ']'; item++) {
    if (item === index) return at;
    at = skipComma(text, skipValue(text, at));
  }
  return -1;
}

function memberOf(text: string, open: number, name: string): number {
  let found = -1;
  for (let at = skipSpace(text, open + 1); text[at] !== '}';) {
    const end = skipValue(text, at);
    const value = skipSpace(text, skipSpace(text, end) + 1);
    // of members with one name the last counts
    if (JSON.parse(text.slice(at, end)) === name) found = value;
    at = skipComma(text, skipValue(text, value));
  }
  return found;
}

function skipSpace(text: string, at: number): number {
  while (' \t\r\n'.includes(text[at] ?? '.')) at++;
  return at;
}

function skipComma(text: string, at: number): number {
  const next = skipSpace(text, at);
  return text[next] === ',' ? skipSpace(text, next + 1) : next;
}

/** The place after a value; only what is nested is counted, since the text has been parsed before. */
function skipValue(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const sign = text[at]!;
    if (sign === '"') {
      for (at++; text[at] !== '"'; at++) if (text[at] === '\\') at++;
      if (depth === 0) return at + 1;
    } else if (sign === '{' || sign === '[') depth++;
    else if (sign === '}' || sign === ']') {
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (depth === 0 && (sign === ',' || ' \t\r\n'.includes(sign))) return at;
  }
  return text.length;
}
