import { compile } from './compile.js';
import type { Compiled } from './compiled.js';
import { coverage } from './coverage.js';
import { diffCoverage } from './diff.js';
import type { Ask, Evidence } from './evidence-types.js';
import { ask, catalog, fact, requirement } from './small-catalog.fixture.js';
import { sourceKey } from './source-key.js';
import { whyChanged } from './why-changed.js';

const rows = ['pci:8.1 equal IAM-01', 'pci:8.2 equal IAM-02'];
const made = (texts: string[]): Compiled => compile(catalog({ pci: [requirement('8.1'), requirement('8.2')] }, ['IAM-01', 'IAM-02'], texts));
const compiled = made(rows);

function why(before: { at?: string; party?: string; with?: Compiled }, after: typeof before, evidence: readonly Evidence[]): Record<string, string[]> {
  const side = (one: typeof before) => {
    const asked: Ask = { ...ask, at: one.at ?? ask.at, party: one.party ?? ask.party };
    const catalogHere = one.with ?? compiled;
    const own = evidence.filter(({ party }) => party === asked.party);
    return { compiled: catalogHere, evidence: own, ask: asked, name: asked.party, answer: coverage(catalogHere, own, { ...asked, reasons: true }) };
  };
  const [from, to] = [side(before), side(after)];
  const because = whyChanged(from, to);
  return Object.fromEntries(diffCoverage(from.answer, to.answer).map((change) => [change.id, because(change)]));
}

test('between two dates a fact begins, runs out or is replaced', () => {
  const evidence = [fact('IAM-01'), fact('IAM-02', { period: { from: '2026-09-01', to: '2027-03-01' } })];
  expect(why({ at: '2025-07-01' }, { at: '2027-01-01' }, evidence)).toEqual({
    '8.1': ['SOC 2 report 2025 on IAM-01 counted until 31 Dec 2026.'], '8.2': ['SOC 2 report 2025 on IAM-02 counts from 1 Sep 2026.'],
  });
  const replaced = [fact('IAM-01'), fact('IAM-01', { verdict: 'not-met', period: { from: '2026-01-01', to: '2026-12-31' }, source: { kind: 'report', label: 'SOC 2 report 2026' } })];
  expect(why({ at: '2025-07-01' }, { at: '2026-07-01' }, replaced)['8.1']).toEqual(['SOC 2 report 2025 on IAM-01 was replaced by SOC 2 report 2026 of 31 Dec 2026.', 'SOC 2 report 2026 on IAM-01 counts from 1 Jan 2026.']);
});

test('between two parties the facts of each are named', () => {
  expect(why({ party: 'acme' }, { party: 'other' }, [fact('IAM-01'), fact('IAM-02', { party: 'other' })])).toEqual({
    '8.1': ['SOC 2 report 2025 on IAM-01 is shown for acme only.'], '8.2': ['SOC 2 report 2025 on IAM-02 is shown for other only.'],
  });
});

test('between two catalogs the rows of the requirement are named, those that went, came and say another thing', () => {
  expect(why({}, { with: made(['pci:8.1 intersects IAM-01', 'pci:8.2 equal IAM-02']) }, [fact('IAM-01'), fact('IAM-02')])).toEqual({
    '8.1': ['The row “PCI 8.1 equal IAM-01” is gone.', 'The row “PCI 8.1 intersects IAM-01” is new.'],
  });
  expect(why({}, { with: made(['pci:8.2 equal IAM-02']) }, [fact('IAM-01')])['8.1']).toEqual(['The row “PCI 8.1 equal IAM-01” is gone.']);
});

test('facts of one questionnaire, one report or one test have one key', () => {
  const of = (source: Evidence['source']): string => sourceKey({ source });
  expect(of({ kind: 'answer', label: 'Q', id: 'request:q1' })).toBe(of({ kind: 'answer', label: 'Q', id: 'request:q2' }));
  expect(of({ kind: 'report', label: 'SOC 2', id: 'a' })).not.toBe(of({ kind: 'report', label: 'SOC 2', id: 'b' }));
  expect(of({ kind: 'test', label: 'Scan' })).toBe('test:Scan');
});
