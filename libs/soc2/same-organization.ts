const forms = new Set(['inc', 'incorporated', 'ltd', 'limited', 'llc', 'llp', 'corp', 'corporation', 'company', 'co', 'gmbh', 'ag', 'se', 'bv', 'plc', 'sa', 'the', 'and', 'of', 'services', 'systems', 'solutions', 'group', 'holdings']);
const wordsOf = (name: string): string[] => (name.normalize('NFKC').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !forms.has(word));

/** Whether two names may be of one organization: they share a word that is more than a legal form. Nothing to compare counts as yes. */
export function maySameOrganization(one: string, other: string): boolean {
  const [left, right] = [wordsOf(one), wordsOf(other)];
  return left.length === 0 || right.length === 0 || left.some((word) => right.includes(word));
}
