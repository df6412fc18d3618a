import { SAME } from './synonyms.data.js';

const ENDINGS = ['ating', 'ated', 'izing', 'ized', 'ising', 'ised', 'izations', 'isations', 'ization', 'isation', 'ational', 'ations', 'ation', 'ments', 'ment', 'ings', 'ing', 'edly', 'ions', 'ion', 'ities', 'ity', 'ives', 'ive', 'ances', 'ance', 'ences', 'ence', 'ants', 'ant', 'ents', 'ent',
  'ators', 'ator', 'ors', 'or', 'ers', 'er', 'izes', 'ize', 'ises', 'ise', 'ates', 'ate', 'able', 'ible', 'ally', 'icals', 'ical', 'ics', 'ic', 'als', 'al', 'ness', 'ful', 'ly', 'ed', 'es'];

/** Words that say nothing about what a control is. */
const STOP = new Set(('a an and any are as at be been being both but by can do does each for from has have how if in into is it its may more must no not of on only or other our out per ' +
  'shall should so such than that the their them then there these they this those through to under up upon was we were what when where which who whose will with within would you your all also ' +
  'company organization organisation entity service services system systems ensure ensures place process processes including included includes using use used uses utilize utilizes based related appropriate performed ' +
  'applicable require requires required provide provides establish establishes established maintain maintains perform performs conduct conducts conducted define defined defines implement implemented place procedures ' +
  'annually annual yearly quarterly monthly weekly daily periodically regularly least basis timely manner formal formally necessary additionally described accordance respective specific various').split(' ')
  .flatMap((word) => [word, stemOf(word)]));

export interface Word {
  /** As it stands in the text, in lower case; several words where they are one expression. */
  readonly text: string;
  readonly stem: string;
}

interface Expression {
  readonly stems: readonly string[];
  readonly stem: string;
}

/** Synonyms by their first stem, longer ones first. */
const expressions = new Map<string, Expression[]>();
for (const [first, ...others] of SAME) {
  const stem = joined(stemsIn(first!));
  for (const one of [first!, ...others]) {
    const stems = stemsIn(one);
    const list = expressions.get(stems[0]!) ?? [];
    list.push({ stems, stem });
    expressions.set(stems[0]!, list.sort((a, b) => b.stems.length - a.stems.length));
  }
}

/** The words of a text that carry meaning, in order, with their stems; synonyms have one stem, and an expression is one word. */
export function wordsOf(text: string): Word[] {
  const tokens = tokensOf(text).map((token) => ({ token, stem: stemOf(token) }));
  const words: Word[] = [];
  for (let at = 0; at < tokens.length;) {
    const found = expressions.get(tokens[at]!.stem)?.find(({ stems }) => stems.every((stem, i) => tokens[at + i]?.stem === stem));
    const taken = found?.stems.length ?? 1;
    const said = tokens.slice(at, at + taken);
    const { token, stem } = tokens[at]!;
    if (found) words.push({ text: said.map((one) => one.token).join(' '), stem: found.stem });
    else if (token.length > 1 && !STOP.has(token) && !STOP.has(stem)) words.push({ text: token, stem });
    at += taken;
  }
  return words;
}

/** The words of a text in lower case. */
function tokensOf(text: string): string[] {
  return text.toLowerCase().normalize('NFKC').replace(/['’]s\b/g, '').match(/[a-z0-9]+/g) ?? [];
}

function stemsIn(text: string): string[] {
  return tokensOf(text).map(stemOf);
}

function joined(stems: readonly string[]): string {
  return stems.join(' ');
}

/**
 * Takes English endings off, so that "encrypted", "encrypting" and "encryption" meet. It only has to be the same for words
 * of a family, not to be a word.
 */
export function stemOf(word: string): string {
  if (word.length <= 3 || /\d/.test(word)) return word;
  let stem = word;
  if (/ies$/.test(stem) && stem.length > 4) stem = `${stem.slice(0, -3)}y`;
  else if (/(ss|x|ch|sh)es$/.test(stem)) stem = stem.slice(0, -2);
  else if (/[^su]s$/.test(stem)) stem = stem.slice(0, -1);
  for (const ending of ENDINGS) {
    if (!stem.endsWith(ending) || stem.length - ending.length < 3) continue;
    stem = stem.slice(0, -ending.length);
    break;
  }
  stem = stem.replace(/([^aeiouls])\1$/, '$1');
  return stem.replace(/[ey]$/, '').replace(/i$/, '');
}
