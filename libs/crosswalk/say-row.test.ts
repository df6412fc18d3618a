import { sayRow } from './say-row.js';

const frameworks = [{ id: 'pci-dss', name: 'PCI DSS' }, { id: 'gdpr', name: 'GDPR' }];

test('a row is said by the names of its frameworks, with a bound in words', () => {
  expect(sayRow({ framework: 'pci-dss', requirement: '11.3.1', control: 'VUL-02[every<=3 months]', relationship: 'subset' }, frameworks)).toBe('PCI DSS 11.3.1 subset VUL-02 at least every 3 months');
});

test('a row between requirements names both, and a framework that is not known keeps its id', () => {
  const row = { from: { framework: 'gdpr', id: '33(1)' }, to: { framework: 'acme', id: 'P1' }, relationship: 'intersects' as const };
  expect(sayRow(row, frameworks)).toBe('GDPR 33(1) intersects acme P1');
  expect(sayRow(row, frameworks, '–')).toBe('GDPR 33(1) – acme P1');
});
