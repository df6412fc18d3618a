import { linesIn, sectionText } from './document.js';
import type { ReadDocument } from './document.js';
import type { Category, Found, Warning } from './extraction.js';
import { foundAt, passageOf } from './passage.js';
import type { Passage } from './passage.js';

const order: readonly Category[] = ['security', 'availability', 'processing-integrity', 'confidentiality', 'privacy'];
const words: readonly { readonly category: Category; readonly pattern: RegExp }[] = [
  { category: 'security', pattern: /\bsecurity\b|\bcommon criteria\b/i },
  { category: 'availability', pattern: /\bavailability\b/i },
  { category: 'processing-integrity', pattern: /\bprocessing[\s-]+integrity\b/i },
  { category: 'confidentiality', pattern: /\bconfidentiality\b/i },
  { category: 'privacy', pattern: /\bprivacy\b/i },
];

const namedIn = (text: string): readonly Category[] => words.filter(({ pattern }) => pattern.test(text)).map(({ category }) => category);

const list = String.raw`((?:(?:the|and|or|&|security|availability|processing[\s-]+integrity|confidentiality|privacy|trust services?|categor(?:y|ies)|principles?|criteria|common)[\s,;/]*){1,24})`;
const scope = new RegExp(String.raw`(?:(?:criteria|categor(?:y|ies)|principles?)(?:\s+\((?:the )?["“]?[^)]{0,40}\))?\s+(?:relevant|related|applicable)\s+to|(?:trust services )?criteria for(?: the)?|controls? relevant to(?: the)?|relevant to(?: the)?)\s+${list}`, 'gi');

/** Lists of categories after "relevant to"; the title of TSP section 100 itself, which names all five, is left out. */
const listsIn = (passage: Passage): readonly { readonly categories: readonly Category[]; readonly at: number; readonly length: number }[] =>
  [...passage.text.matchAll(scope)].flatMap((match) => {
    const before = passage.text.slice(Math.max(0, match.index - 30), match.index + 30);
    if (/\b20\d\d\s+trust services\s*criteria\s+for/i.test(before) || /\b(?:TSP|DC)\b[^.]{0,30}$/i.test(passage.text.slice(Math.max(0, match.index - 30), match.index))) return [];
    const categories = namedIn(match[1] ?? '');
    return categories.length > 0 ? [{ categories, at: match.index, length: match[0].trim().length }] : [];
  });

const same = (a: readonly Category[], b: readonly Category[]): boolean => a.length === b.length && a.every((c) => b.includes(c));

/** Categories that the series of criteria in a matrix belong to. */
export const categoriesOfCriteria = (criteria: readonly string[]): readonly Category[] =>
  order.filter((category) => {
    const series: Record<Category, RegExp> = { security: /^CC/, availability: /^A1/, 'processing-integrity': /^PI/, confidentiality: /^C1/, privacy: /^P\d/ };
    return criteria.some((criterion) => series[category].test(criterion));
  });

/**
 * The categories in scope: what the scope sentence says, unless cover, assertion and matrix agree on something else.
 * @param matrixCriteria criteria under which the matrix lists controls
 */
export const readCategories = (document: ReadDocument, matrixCriteria: readonly string[]): { readonly categories: Found<readonly Category[]> | null; readonly warnings: readonly Warning[] } => {
  const auditor = sectionText(document, 'auditor');
  const front = passageOf([...document.lines.filter((line) => line.page === 1 && line.section === 'front'), ...linesIn(document, 'front').filter((line) => line.page > 1)]);
  const assertion = sectionText(document, 'assertion');
  const best = (passage: Passage) => listsIn(passage)[0];
  const [scopeList, coverList, assertionList] = [best(auditor), best(front), best(assertion)];
  const matrix = categoriesOfCriteria(matrixCriteria);
  const candidates = [
    ...(scopeList ? [{ passage: auditor, ...scopeList, where: 'the scope of the auditor’s report' }] : []),
    ...(coverList ? [{ passage: front, ...coverList, where: 'the cover' }] : []),
    ...(assertionList ? [{ passage: assertion, ...assertionList, where: 'management’s assertion' }] : []),
  ];
  if (candidates.length === 0) {
    const cover = /\b(?:security|availability|processing integrity|confidentiality|privacy)\b(?:[\s,&]|and|\b(?:security|availability|processing integrity|confidentiality|privacy)\b)*/i.exec(front.text);
    if (cover) return { categories: foundAt(namedIn(cover[0]), front, cover.index, cover[0].length, 'weak'), warnings: [] };
    return { categories: null, warnings: [{ code: 'categories-not-found', message: 'The trust services categories in scope could not be read.', page: null }] };
  }
  const votes = (value: readonly Category[]): number => candidates.filter((c) => same(c.categories, value)).length + (matrix.length > 0 && same(matrix, value) ? 1 : 0);
  const chosen = candidates.reduce((a, b) => (votes(b.categories) > votes(a.categories) ? b : a));
  const formal = candidates.find((c) => c.passage === front && same(c.categories, chosen.categories) && /trust services? categor/i.test(front.text.slice(c.at, c.at + c.length + 40)));
  const place = formal ?? chosen;
  const differing = candidates.filter((c) => !same(c.categories, chosen.categories));
  const value = order.filter((category) => chosen.categories.includes(category));
  return {
    categories: foundAt(value, place.passage, place.at, place.length, differing.length === 0 ? 'certain' : 'likely'),
    warnings: differing.map((other) => ({ code: 'categories-disagree', message: `${other.where[0]?.toUpperCase()}${other.where.slice(1)} names ${other.categories.join(', ')}; ${chosen.where} and the rest of the document say ${value.join(', ')}.`, page: foundAt(0, other.passage, other.at, 1).page })),
  };
};
