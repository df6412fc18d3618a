import type { Evidence } from '#libs/crosswalk/evidence-types.js';
import { citedSources } from './cited-sources.js';

test('a verdict cites the sources of its reasons once each, with their pages, however deep they stand', () => {
  const fact = (id: string, label: string, page?: number) => [id, { id, source: { kind: 'report', label, page } } as unknown as Evidence] as const;
  const facts = new Map([fact('a', 'SOC 2 report of Northgate', 5), fact('b', 'Concord Core, answer IAM-1'), fact('c', 'SOC 2 report of Northgate', 5)]);
  const reasons = [
    { rule: 'cover', says: 'Two controls cover it.', from: [{ rule: 'fact', says: 'The auditor says so.', evidence: 'a' }, { rule: 'row', says: 'It contains another.', from: [{ rule: 'fact', says: 'The vendor says so.', evidence: 'b' }] }] },
    { rule: 'fact', says: 'The auditor says so again.', evidence: 'c' },
    { rule: 'fact', says: 'Something that is not known any more.', evidence: 'gone' },
  ];
  expect(citedSources(reasons, facts)).toEqual(['SOC 2 report of Northgate, page 5', 'Concord Core, answer IAM-1']);
  expect(citedSources([], facts)).toEqual([]);
});
