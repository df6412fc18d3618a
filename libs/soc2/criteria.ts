/**
 * Criterion codes of the 2017 trust services criteria (with 2022 points of focus): common criteria CC1.1–CC9.2,
 * availability A1, confidentiality C1, processing integrity PI1, privacy P1–P8. A series heading such as CC1.0 is none.
 */
const code = String.raw`(?:CC\s?[1-9]|PI\s?1|A\s?1|C\s?1|P\s?[1-8])\.[1-9]\d?(?![\d.]*\d)`;
const lead = String.raw`(?<![A-Za-z0-9.\-])`;
const one = new RegExp(lead + code, 'g');
const range = new RegExp(`${lead}(${code})\\s*(?:-|–|—|‐|to|through|thru)\\s*(${code})`, 'g');
const first = new RegExp(`^(?:criteri(?:on|a)\\s*:?\\s*|tsc\\s*:?\\s*)?[\\[(]?(?:${code})`, 'i');

const plain = (found: string): string => found.replace(/\s+/g, '').toUpperCase();

/** Greatest number in each series. */
const last: Readonly<Record<string, number>> = { CC1: 5, CC2: 3, CC3: 4, CC4: 2, CC5: 3, CC6: 8, CC7: 5, CC8: 1, CC9: 2, A1: 3, C1: 2, PI1: 5, P1: 1, P2: 1, P3: 2, P4: 3, P5: 2, P6: 7, P7: 1, P8: 1 };

const parts = (criterion: string): readonly [string, number] => {
  const at = criterion.indexOf('.');
  return [criterion.slice(0, at), Number(criterion.slice(at + 1))];
};

const series = Object.keys(last);

const between = (from: string, to: string): readonly string[] => {
  const [fromSeries, fromNumber] = parts(from);
  const [toSeries, toNumber] = parts(to);
  const [a, b] = [series.indexOf(fromSeries), series.indexOf(toSeries)];
  if (a < 0 || b < a || (a === b && toNumber < fromNumber)) return [from, to];
  return series.slice(a, b + 1).flatMap((name) => {
    const low = name === fromSeries ? fromNumber : 1;
    const high = name === toSeries ? toNumber : (last[name] ?? 0);
    return Array.from({ length: Math.max(0, high - low + 1) }, (_, i) => `${name}.${low + i}`);
  });
};

/** All criteria of a category by the letters of its series: "CC" gives CC1.1 to CC9.2. */
export const criteriaOfSeries = (letters: string): readonly string[] =>
  letters === '' ? [] : series.filter((name) => name.replace(/\d+$/, '') === letters).flatMap((name) => Array.from({ length: last[name] ?? 0 }, (_, i) => `${name}.${i + 1}`));

/** Whether the code is one that the criteria of 2017 have. */
export const isCriterion = (criterion: string): boolean => {
  const [name, number] = parts(criterion);
  return number >= 1 && number <= (last[name] ?? 0);
};

/**
 * All criteria that a text names, ranges expanded, once each in order: "CC6.1 - CC6.3 & CC6.5" is CC6.1, CC6.2, CC6.3, CC6.5.
 * A control id that begins with a criterion, such as CC6.1.2, names none.
 */
export const criteriaIn = (text: string): readonly string[] => {
  const found: { readonly at: number; readonly codes: readonly string[] }[] = [];
  const rest = text.replace(range, (whole: string, from: string, to: string, at: number) => {
    found.push({ at, codes: between(plain(from), plain(to)) });
    return ' '.repeat(whole.length);
  });
  for (const match of rest.matchAll(one)) found.push({ at: match.index, codes: [plain(match[0])] });
  return [...new Set(found.toSorted((a, b) => a.at - b.at).flatMap((f) => f.codes))].filter(isCriterion);
};

/** Whether a text opens with a criterion code. */
export const startsWithCriterion = (text: string): boolean => first.test(text.trim()) && criteriaIn(text).length > 0;

const codeList = new RegExp(`^[\\[(]?(?:criteri(?:on|a)|tsc|related criteria|applicable (?:tsc|criteria)|trust services criteria|relevant criteria)?(?: ref(?:erence)?\\.?)?\\s*:?\\s*(?:${code})(?:\\s*(?:,|;|&|/|and|-|–|—|‐|to|through)+\\s*(?:${code}))*\\s*[\\])]?[.:]?`, 'i');

/**
 * The codes that a text opens with, and what stands after them.
 * Null where it opens with none, or with one that is glued to more (a control id).
 */
export const leadingCriteria = (text: string): { readonly criteria: readonly string[]; readonly rest: string } | null => {
  const clean = text.trim();
  const match = codeList.exec(clean);
  if (!match) return null;
  const after = clean.slice(match[0].length);
  const criteria = criteriaIn(match[0]);
  return criteria.length === 0 || /^[\w]/.test(after) ? null : { criteria, rest: after.replace(/^[\s:–—\-.|]+/, '').trim() };
};

const tail = new RegExp(`(?:[\\[(]\\s*|(?:related |applicable |relevant )?(?:trust services )?(?:criteri(?:on|a)|TSC)(?: ref(?:erence)?s?)?\\.?\\s*:\\s*|[–—-]\\s*)(?:criteri(?:on|a)\\s*:?\\s*)?((?:${code})(?:\\s*(?:,|;|&|/|and|-|–|—|‐|to|through)+\\s*(?:${code}))*)\\s*[\\])]?\\.?\\s*$`, 'i');

/** Codes that close a text, in brackets or after "Criteria:", and the text without them. */
export const trailingCriteria = (text: string): { readonly criteria: readonly string[]; readonly rest: string } | null => {
  const match = tail.exec(text);
  if (!match) return null;
  const criteria = criteriaIn(match[1] ?? '');
  return criteria.length === 0 ? null : { criteria, rest: text.slice(0, match.index).trim() };
};
