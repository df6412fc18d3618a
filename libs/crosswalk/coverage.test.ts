import { compile } from './compile.js';
import { coverage } from './coverage.js';
import type { Ask, Evidence } from './evidence-types.js';
import { explainRequirement } from './explain-requirement.js';
import { VERDICTS } from './verdict.js';
import { sweepVerdicts } from './verdict-sweep.js';
import { ask, catalog, fact, requirement } from './small-catalog.fixture.js';
import type { Reason } from './reason-types.js';
import type { Catalog } from './catalog-types.js';

const answer = { kind: 'answer', label: 'Questionnaire 2025' } as const;
const judge = (data: Catalog, evidence: Evidence[], more: Partial<Ask> = {}) => {
  const { frameworks } = coverage(compile(data), evidence, { ...ask, ...more });
  return Object.fromEntries(frameworks.flatMap(({ id, requirements }) => requirements.map((one) => [`${id}:${one.id}`, one])));
};
const verdicts = (data: Catalog, evidence: Evidence[], more: Partial<Ask> = {}) =>
  Object.fromEntries(Object.entries(judge(data, evidence, more)).map(([id, { verdict }]) => [id, verdict]));
const sentences = (reasons: readonly Reason[]): string[] => reasons.flatMap(({ says, from }) => [...sentences(from ?? []), says]);

const scans = catalog(
  { pci: [requirement('11.3.1'), requirement('11.3.9')], iso: [requirement('A.8.8')] }, ['VUL-02'],
  ['pci:11.3.1 equal VUL-02[every<=3 months]', 'pci:11.3.9 equal VUL-02[every<=12 months]', 'iso:A.8.8 superset VUL-02'],
);
const joint = catalog(
  { pci: [requirement('8.4', { exhausted: 'yes', union: ['IAM-01', 'IAM-02'] })] }, ['IAM-01', 'IAM-02'],
  ['pci:8.4 superset IAM-01', 'pci:8.4 superset IAM-02'],
);
const criterion = catalog(
  { soc2: [requirement('CC6.1', { exhausted: 'judgement', residue: 'The auditor’s judgement' })], pci: [requirement('8.1')] },
  ['IAM-01', 'IAM-02'], ['soc2:CC6.1 intersects IAM-01 8', 'soc2:CC6.1 superset IAM-02 4', 'pci:8.1 equal IAM-01'], [],
);

describe('rules 1 and 2', () => {
  test('what lies inside a met control is met, with its assurance and validity', () => {
    const { 'pci:11.3.1': strict, 'pci:11.3.9': loose, 'iso:A.8.8': whole } = judge(scans, [fact('VUL-02[every<=3 months]')]);
    expect(strict).toMatchObject({ verdict: 'met', assurance: 'audited-operation', validUntil: '2026-12-31', share: 1, aged: false, exceptions: false, expired: null });
    expect(loose).toMatchObject({ verdict: 'met' });
    expect(whole).toMatchObject({ verdict: 'partly', parts: { met: ['VUL-02'], missing: [], unknown: [] } });
  });

  test('a breach inside a requirement makes it not met; a breach of a stricter bound leaves looser ones unknown', () => {
    expect(verdicts(scans, [fact('VUL-02', { verdict: 'not-met' })])).toEqual({ 'pci:11.3.1': 'not-met', 'pci:11.3.9': 'not-met', 'iso:A.8.8': 'not-met' });
    expect(verdicts(scans, [fact('VUL-02[every<=3 months]', { verdict: 'not-met' })])).toEqual({ 'pci:11.3.1': 'not-met', 'pci:11.3.9': 'unknown', 'iso:A.8.8': 'unknown' });
  });

  test('an exact measured value meets looser bounds and breaks stricter ones, and the gap names both', () => {
    const yearly = fact('VUL-02', { measured: [{ parameter: 'every', value: { n: 12, unit: 'months' }, precision: 'exact' }] });
    expect(verdicts(scans, [yearly])).toEqual({ 'pci:11.3.1': 'not-met', 'pci:11.3.9': 'met', 'iso:A.8.8': 'partly' });
    const { result } = explainRequirement(compile(scans), [yearly], ask, 'pci', '11.3.1')!;
    expect(sentences(result.reasons!).join(' ')).toContain('yours: every 12 months; needed: every 3 months');
  });

  test('a value that may be stricter than stated leaves stricter bounds unknown; what was not measured stays unknown', () => {
    const atLeastYearly = fact('VUL-02', { measured: [{ parameter: 'every', value: { n: 12, unit: 'months' }, precision: 'bound' }] });
    expect(verdicts(scans, [atLeastYearly])).toEqual({ 'pci:11.3.1': 'partly', 'pci:11.3.9': 'met', 'iso:A.8.8': 'partly' });
    expect(judge(scans, [atLeastYearly])['pci:11.3.1']!.parts).toEqual({ met: [], missing: [], unknown: ['VUL-02[every<=3 months]'] });
    expect(verdicts(scans, [fact('VUL-02')])['pci:11.3.9']).toBe('partly');
  });

  test('several parts add up to the whole, with the earliest expiry and the weakest assurance', () => {
    const parts = [fact('IAM-01'), fact('IAM-02', { assurance: 'attested', source: answer, period: { from: '2025-02-01' } })];
    expect(judge(joint, parts)['pci:8.4']).toMatchObject({ verdict: 'met', assurance: 'attested', validUntil: '2026-02-01', aged: true });
    expect(judge(joint, parts.slice(0, 1))['pci:8.4']).toMatchObject({ verdict: 'partly', share: 0.5, parts: { met: ['IAM-01'], missing: [], unknown: ['IAM-02'] } });
  });

  test('a set that lost or loosened a row holds no more', () => {
    const loosened = catalog({ pci: [requirement('8.4', { exhausted: 'yes', union: ['IAM-01[every<=3 months]'] })] }, ['IAM-01'], ['pci:8.4 superset IAM-01[every<=6 months]']);
    expect(verdicts(loosened, [fact('IAM-01[every<=1 month]')])['pci:8.4']).toBe('partly');
    const tightened = catalog({ pci: [requirement('8.4', { exhausted: 'yes', union: ['IAM-01[every<=3 months]'] })] }, ['IAM-01'], ['pci:8.4 superset IAM-01[every<=1 month]']);
    expect(verdicts(tightened, [fact('IAM-01[every<=1 month]')])['pci:8.4']).toBe('met');
    const unreviewed = catalog({ pci: [requirement('8.4', { exhausted: 'yes', union: ['IAM-01'] })] }, ['IAM-01'], ['pci:8.4 superset IAM-01 8 ?']);
    expect(verdicts(unreviewed, [fact('IAM-01')])['pci:8.4']).toBe('partly');
  });

  test('verdicts travel through direct rows and chains of containment', () => {
    const chain = catalog({ a: [requirement('1'), requirement('2'), requirement('3'), requirement('4')] }, ['X-01'], ['a:4 subset X-01'], ['a:1 subset a:2', 'a:2 equal a:3', 'a:3 subset a:4']);
    expect(verdicts(chain, [fact('X-01')])).toEqual({ 'a:1': 'met', 'a:2': 'met', 'a:3': 'met', 'a:4': 'met' });
    expect(verdicts(chain, [fact('a:1', { verdict: 'not-met' })])).toEqual({ 'a:1': 'not-met', 'a:2': 'not-met', 'a:3': 'not-met', 'a:4': 'not-met' });
  });
});

describe('principle-based criteria', () => {
  test('controls alone never prove one: it is ready at best', () => {
    const evidence = [fact('IAM-01'), fact('IAM-02')];
    const { 'soc2:CC6.1': own, 'pci:8.1': prescriptive } = judge(criterion, evidence);
    expect(own).toMatchObject({ verdict: 'partly', parts: { met: ['IAM-01', 'IAM-02'] } });
    expect(own!.share).toBeLessThan(1);
    expect(prescriptive!.verdict).toBe('met');
    expect(explainRequirement(compile(criterion), evidence, ask, 'soc2', 'CC6.1')!.says).toBe('Ready: all 2 mapped controls met, no opinion yet.');
  });

  test('an opinion stands on the criterion itself, with exceptions where its tests had them', () => {
    expect(verdicts(criterion, [fact('soc2:CC6.1')])['soc2:CC6.1']).toBe('met');
    expect(judge(criterion, [fact('soc2:CC6.1', { verdict: 'excepted' })])['soc2:CC6.1']).toMatchObject({ verdict: 'met-with-exceptions', exceptions: true });
  });

  test('an exception on a control proves nothing, carries its flag, and outweighs a clean test in the same report', () => {
    const { 'soc2:CC6.1': own, 'pci:8.1': prescriptive } = judge(criterion, [fact('IAM-01', { verdict: 'excepted' }), fact('IAM-01')]);
    expect(own).toMatchObject({ verdict: 'unknown', exceptions: true, parts: { unknown: ['IAM-01', 'IAM-02'] } });
    expect(prescriptive).toMatchObject({ verdict: 'unknown', exceptions: true });
  });

  test('under a criterion that a modified opinion names, an excepted control is not met', () => {
    const report = [fact('IAM-01', { verdict: 'excepted' }), fact('soc2:CC6.1', { verdict: 'not-met' })];
    expect(verdicts(criterion, report)).toEqual({ 'soc2:CC6.1': 'not-met', 'pci:8.1': 'not-met' });
    const others = [report[0]!, fact('soc2:CC6.1', { verdict: 'not-met', source: { kind: 'report', label: 'another' } })];
    expect(verdicts(criterion, others)['pci:8.1']).toBe('unknown');
  });

  test('an exception on a bounded control breaks no looser bound of it, whatever the opinion', () => {
    const data = catalog({ soc2: [requirement('CC7.1')], pci: [requirement('1'), requirement('2')] }, ['VUL-02'],
      ['soc2:CC7.1 intersects VUL-02', 'pci:1 equal VUL-02[every<=3 months]', 'pci:2 equal VUL-02[every<=12 months]']);
    const report = [fact('VUL-02[every<=3 months]', { verdict: 'excepted' }), fact('soc2:CC7.1', { verdict: 'not-met' })];
    expect(verdicts(data, report)).toEqual({ 'soc2:CC7.1': 'not-met', 'pci:1': 'not-met', 'pci:2': 'unknown' });
  });

  test('a clean answer against an exception is listed beside the verdict', () => {
    const { 'pci:8.1': own } = judge(criterion, [fact('IAM-01', { verdict: 'excepted' }), fact('IAM-01', { source: answer, assurance: 'attested' })]);
    expect(own).toMatchObject({ verdict: 'met', assurance: 'attested', exceptions: true });
    expect(own!.disagreements).toHaveLength(1);
  });
});

describe('time', () => {
  const one = catalog({ pci: [requirement('8.1')] }, ['IAM-01'], ['pci:8.1 equal IAM-01']);
  test.each([
    ['before its period', '2024-12-31', 'unknown', null, false],
    ['in its period', '2025-12-31', 'met', null, false],
    ['in its grace', '2026-12-31', 'met', null, true],
    ['after its grace', '2027-01-01', 'unknown', '2026-12-31', false],
  ])('%s', (_, at, verdict, expired, aged) => {
    expect(judge(one, [fact('IAM-01')], { at })['pci:8.1']).toMatchObject({ verdict, expired, aged });
  });

  test('a bridge letter counts for its own days, a certificate until it expires, an override as it says', () => {
    const on = (evidence: Evidence, at: string) => verdicts(one, [evidence], { at })['pci:8.1'];
    expect(on(fact('IAM-01', { source: { kind: 'bridge-letter', label: 'letter' } }), '2026-01-01')).toBe('unknown');
    expect(on(fact('IAM-01', { source: { kind: 'document', label: 'certificate' } }), '2026-01-01')).toBe('unknown');
    expect(on(fact('IAM-01', { period: { from: '2025-01-01', to: '2025-12-31', countsUntil: '2026-01-31' } }), '2026-02-01')).toBe('unknown');
    expect(on(fact('IAM-01', { period: { from: '2025-01-01', to: '2025-12-31', countsUntil: '2028-01-31' } }), '2028-01-31')).toBe('met');
  });

  test('of one kind of source the latest period counts; between kinds there are contradictions', () => {
    const old = fact('IAM-01', { period: { from: '2024-01-01', to: '2024-12-31' } });
    const breach = fact('IAM-01', { verdict: 'not-met' });
    expect(verdicts(one, [breach, old])['pci:8.1']).toBe('not-met');
    expect(verdicts(one, [fact('pci:8.1', { verdict: 'not-met' }), fact('pci:8.1', { source: answer })])['pci:8.1']).toBe('contradiction');
  });

  test('the highest version of an id counts, in any order, and can withdraw it', () => {
    const first = fact('IAM-01', { id: 'x' });
    const second = { ...fact('IAM-01', { id: 'x', verdict: 'not-met' }), version: 2 };
    const third = { ...first, version: 3, withdrawn: true };
    expect(verdicts(one, [second, first])['pci:8.1']).toBe('not-met');
    expect(verdicts(one, [third, first, second])['pci:8.1']).toBe('unknown');
  });

  test('another party’s evidence and weaker assurance than asked for do not count', () => {
    expect(verdicts(one, [fact('IAM-01', { party: 'other' })])['pci:8.1']).toBe('unknown');
    expect(verdicts(one, [fact('IAM-01', { assurance: 'attested' })], { assurance: 'evidenced' })['pci:8.1']).toBe('unknown');
  });
});

describe('scope', () => {
  test('facts for parts of the scope add up on one node, but not along a joint cover', () => {
    const both = [fact('IAM-01', { scope: ['a'] }), fact('IAM-01', { scope: ['b'] }), fact('IAM-02')];
    expect(judge(joint, both, { scope: ['a', 'b'] })['pci:8.4']).toMatchObject({ verdict: 'met' });
    expect(judge(joint, both, { scope: ['a', 'b'] })['pci:8.4']).not.toHaveProperty('scope');
    const apart = [fact('IAM-01', { scope: ['a'] }), fact('IAM-02', { scope: ['b'] })];
    expect(judge(joint, apart, { scope: ['a', 'b'] })['pci:8.4']!.verdict).toBe('partly');
    expect(judge(joint, apart, { scope: ['a'] })['pci:8.4']!.verdict).toBe('partly');
  });

  test('what holds for a part of the scope says for which', () => {
    const data = catalog({ pci: [requirement('8.1')] }, ['IAM-01'], ['pci:8.1 equal IAM-01']);
    expect(judge(data, [fact('IAM-01', { scope: ['a'] })], { scope: ['a', 'b'] })['pci:8.1']).toMatchObject({ verdict: 'partly', scope: ['a'] });
    expect(judge(data, [fact('IAM-01', { scope: ['a'] })])['pci:8.1']).toMatchObject({ verdict: 'partly', scope: ['a'] });
    expect(judge(data, [fact('IAM-01', { scope: ['a'] })], { scope: ['a'] })['pci:8.1']).toMatchObject({ verdict: 'met' });
    const breach = [fact('IAM-01', { scope: ['a'], verdict: 'not-met' }), fact('IAM-01', { scope: ['b'] })];
    expect(judge(data, breach, { scope: ['a', 'b'] })['pci:8.1']).toMatchObject({ verdict: 'not-met', scope: ['a'] });
    expect(judge(data, breach, { scope: ['b'] })['pci:8.1']).toMatchObject({ verdict: 'met' });
  });
});

describe('not applicable, contradictions and roles', () => {
  test('it needs a reason, and a proof beside it is a contradiction', () => {
    const data = catalog({ pci: [requirement('8.1')] }, ['IAM-01'], ['pci:8.1 equal IAM-01']);
    expect(verdicts(data, [fact('pci:8.1', { verdict: 'not-applicable' })])['pci:8.1']).toBe('unknown');
    const said = fact('pci:8.1', { verdict: 'not-applicable', note: 'No remote access exists.' });
    expect(verdicts(data, [said])['pci:8.1']).toBe('not-applicable');
    expect(verdicts(data, [said, fact('IAM-01')])['pci:8.1']).toBe('contradiction');
  });

  test('a control that does not apply stays a link of the joint cover, once a reviewer accepted that', () => {
    const without = { verdict: 'not-applicable', note: 'There are no such accounts.' } as const;
    expect(verdicts(joint, [fact('IAM-01'), fact('IAM-02', { ...without, source: answer })])['pci:8.4']).toBe('partly');
    expect(judge(joint, [fact('IAM-01'), fact('IAM-02', { ...without, assurance: 'evidenced', source: { kind: 'manual', label: 'Review' } })])['pci:8.4'])
      .toMatchObject({ verdict: 'met', assurance: 'evidenced' });
  });

  test('a contradiction shows both chains and passes nothing on', () => {
    const data = catalog({ pci: [requirement('8.1')], iso: [requirement('A.1')] }, ['IAM-01'], ['pci:8.1 equal IAM-01', 'iso:A.1 subset IAM-01']);
    const evidence = [fact('IAM-01'), fact('IAM-01', { verdict: 'not-met', source: answer })];
    expect(verdicts(data, evidence)).toEqual({ 'pci:8.1': 'unknown', 'iso:A.1': 'unknown' });
    expect(explainRequirement(compile(data), evidence, ask, 'pci', '8.1')!.whyNot[0]!.says).toContain('contradicts itself');
    const own = [fact('pci:8.1'), fact('IAM-01', { verdict: 'not-met', source: answer })];
    const { result } = explainRequirement(compile(data), own, ask, 'pci', '8.1')!;
    expect(result.verdict).toBe('contradiction');
    expect(result.reasons![0]!.from).toHaveLength(2);
  });

  test('what does not bind stands outside the totals', () => {
    const data = catalog({ pci: [requirement('1', { appliesTo: ['service-provider'] }), requirement('2')] }, [], []);
    const answerFor = (roles: string[] | null) => coverage(compile(data), [], { ...ask, roles }).frameworks[0]!;
    expect(answerFor(['merchant']).totals.unknown).toBe(1);
    expect(answerFor(['merchant']).requirements[0]!.binds).toBe(false);
    expect(answerFor(['service-provider']).totals.unknown).toBe(2);
    expect(answerFor(null).totals.unknown).toBe(2);
  });

  test('a parent is rolled up over its assessable, binding descendants', () => {
    const tree = catalog({ pci: [
      requirement('8', { assessable: false }), requirement('8.1', { parent: '8', assessable: false }), requirement('8.1.1', { parent: '8.1' }), requirement('8.1.2', { parent: '8.1' }),
      requirement('9', { assessable: false }), requirement('9.1', { parent: '9' }),
    ] }, [], []);
    const rolled = judge(tree, [fact('pci:8.1.1'), fact('pci:8.1.2', { verdict: 'not-applicable', note: 'none' })]);
    expect([rolled['pci:8']!.rollup, rolled['pci:8.1']!.rollup, rolled['pci:8.1.1']!.rollup, rolled['pci:9']!.rollup]).toEqual(['met', 'met', null, 'unknown']);
    expect(judge(tree, [fact('pci:8.1.1')])['pci:8']!.rollup).toBe('partly');
  });

  test('a fact on something that the catalog does not have is named, and counts for nothing', () => {
    const { unplaced } = coverage(compile(joint), [fact('NONE-01', { id: 'a' }), fact('pci:none', { id: 'b' }), fact('IAM-01[often]', { id: 'c' })], ask);
    expect(unplaced!.map(({ says }) => says)).toEqual([
      'There is no common control NONE-01.', 'There is no requirement none in pci.', '"IAM-01[often]" is no common control with readable bounds.',
    ]);
  });
});

describe('the sweep of verdicts', () => {
  test('gives the verdicts of coverage, on one part of the scope and on several', () => {
    const compiled = compile(joint);
    for (const evidence of [[fact('IAM-01'), fact('IAM-02')], [fact('IAM-01', { scope: ['a'] }), fact('IAM-02')], [fact('pci:8.4', { verdict: 'excepted' })], [fact('IAM-01', { verdict: 'not-met' })], []]) {
      const swept = [...sweepVerdicts(compiled, evidence, ask)].map((code) => VERDICTS[code]);
      expect(swept).toEqual(coverage(compiled, evidence, ask).frameworks[0]!.requirements.map(({ verdict }) => verdict));
    }
  });
});

describe('reasons', () => {
  test('what differs between parts of the scope is said under their ids; what is the same is said once', () => {
    const data = catalog({ pci: [requirement('8.1')] }, ['IAM-01'], ['pci:8.1 equal IAM-01']);
    const reasonsFor = (scope: string[]) => explainRequirement(compile(data), [fact('IAM-01', { scope: ['a', 'b'] }), fact('IAM-01', { scope: ['a'], source: answer, assurance: 'attested' })], { ...ask, scope }, 'pci', '8.1')!.result.reasons!;
    expect(reasonsFor(['a', 'b']).map(({ rule }) => rule)).toEqual(['equal']);
    expect(reasonsFor(['a', 'c']).map(({ says }) => says)).toEqual(['For a: met.']);
  });

  test('each step is a plain sentence, from the page to the requirement', () => {
    const data = catalog({ pci: [requirement('8.4.3', { title: 'Factors for remote access' })] }, ['IAM-04'], ['pci:8.4.3 equal IAM-04']);
    const evidence = [fact('IAM-04', { source: { kind: 'report', label: 'SOC 2', page: 34, quote: 'Remote access requires MFA' } })];
    const { result } = explainRequirement(compile(data), evidence, ask, 'pci', '8.4.3')!;
    expect(sentences(result.reasons!)).toEqual([
      "The auditor tested 'Remote access requires MFA' without exceptions from 1 Jan 2025 to 31 Dec 2025 (p. 34).",
      "That is IAM-04 'Title of IAM-04'.",
      "It is all that PCI 8.4.3 'Factors for remote access' asks.",
    ]);
    expect(result.reasons![0]!.row).toBe('row-pci:8.4.3 equal IAM-04');
  });

  test('why not names what is missing and what would close it', () => {
    const explained = explainRequirement(compile(joint), [fact('IAM-01')], ask, 'pci', '8.4')!;
    expect(explained.whyNot.map(({ says }) => says)).toEqual(["No evidence that counts speaks for IAM-02 'Title of IAM-02'."]);
    expect(explained.wouldClose).toEqual([{ control: 'IAM-02', says: 'Show that statement of IAM-02.' }]);
    expect(explainRequirement(compile(joint), [], ask, 'pci', 'none')).toBeNull();
  });

  test('reasons are built only when asked for', () => {
    const plain = coverage(compile(joint), [fact('IAM-01')], ask).frameworks[0]!.requirements[0]!;
    const reasoned = coverage(compile(joint), [fact('IAM-01')], { ...ask, reasons: true }).frameworks[0]!.requirements[0]!;
    expect(plain).not.toHaveProperty('reasons');
    expect(reasoned.reasons!.length).toBeGreaterThan(0);
  });
});
