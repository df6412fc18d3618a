const ENDINGS = ['izations', 'isations', 'ization', 'isation', 'ational', 'ations', 'ation', 'ments', 'ment', 'ings', 'ing', 'edly', 'ions', 'ion', 'ities', 'ity', 'ives', 'ive', 'ances', 'ance', 'ences', 'ence', 'ants', 'ant', 'ents', 'ent',
  'ators', 'ator', 'ors', 'or', 'ers', 'er', 'izes', 'ize', 'ises', 'ise', 'ates', 'ate', 'able', 'ible', 'ally', 'icals', 'ical', 'ics', 'ic', 'als', 'al', 'ness', 'ful', 'ly', 'ed', 'es'];

/** Words that say nothing about what a control is. */
const STOP = new Set(('a an and any are as at be been being both but by can do does each for from has have how if in into is it its may more must no not of on only or other our out per ' +
  'shall should so such than that the their them then there these they this those through to under up upon was we were what when where which who whose will with within would you your ' +
  'company organization organisation entity service services system systems management ensure ensures place process processes including used using use based related appropriate performed ' +
  'applicable require provide establish maintain control perform conduct define implement place policies procedures annually annual yearly quarterly monthly weekly daily periodically regularly least').split(' ')
  .flatMap((word) => [word, stemOf(word)]));

/** Words that auditors, vendors and standards use for one thing. The first stands for all. */
const SAME = new Map([
  ['supplier', 'vendor', 'subcontractor', 'subservice'], ['personnel', 'employee', 'staff', 'workforce', 'worker', 'contractor'], ['password', 'passphrase'],
  ['encryption', 'cryptography', 'cryptographic'], ['backup', 'snapshot'], ['laptop', 'workstation', 'computer'], ['remove', 'revoke', 'deprovision', 'disable'],
].flatMap(([first, ...others]) => others.map((other): [string, string] => [stemOf(other), stemOf(first!)])));

export interface Word {
  /** As it stands in the text, in lower case. */
  readonly text: string;
  readonly stem: string;
}

/** The words of a text that carry meaning, in order, with their stems. */
export function wordsOf(text: string): Word[] {
  const words = text.toLowerCase().normalize('NFKC').replace(/['’]s\b/g, '').match(/[a-z0-9]+/g) ?? [];
  return words.map((word) => ({ text: word, stem: stemOf(word) }))
    .filter(({ text: word, stem }) => word.length > 1 && !STOP.has(word) && !STOP.has(stem))
    .map((word) => ({ ...word, stem: SAME.get(word.stem) ?? word.stem }));
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
