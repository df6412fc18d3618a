import { shippedCatalog } from '#libs/catalog/load-catalog.js';
import { compile } from './compile.js';
import { strengthOf, weighControl, type Holder } from './pair-strength.js';
import { EXPECTED_APART, EXPECTED_TOGETHER } from './pair-strength.expected.fixture.js';
import { pairsBetween } from './pairs.js';

const holder = (requirement: number, strength: number, ...scope: string[]): Holder => ({ requirement, strength, scope: scope.length === 0 ? null : new Set(scope) });

function evidence(left: readonly Holder[], right: readonly Holder[]): Map<string, number> {
  const all = new Map<string, number>();
  weighControl(left, right, (from, to, weight) => all.set(`${from}-${to}`, weight));
  return all;
}

describe('what one shared control brings', () => {
  test('the stronger both rows, the more', () => {
    const all = evidence([holder(1, 9), holder(2, 4)], [holder(3, 9), holder(4, 4)]);
    expect(all.get('1-3')!).toBeGreaterThan(all.get('1-4')!);
    expect(all.get('1-4')!).toBeGreaterThan(all.get('2-4')!);
  });

  test('rows on other scopes bring less than rows on the same, and the whole control holds every scope', () => {
    const right = [holder(3, 10, 'network'), holder(4, 10, 'malware'), holder(5, 10, 'network', 'malware')];
    const narrow = evidence([holder(1, 10, 'network')], right);
    expect(narrow.get('1-4')!).toBeLessThan(narrow.get('1-3')!);
    expect(narrow.get('1-5')).toBe(narrow.get('1-3'));
    const whole = evidence([holder(1, 10)], right);
    expect(new Set(whole.values()).size).toBe(1);
  });

  test('rows on other scopes bring least where each scope has its own place in the other framework', () => {
    const strayed = evidence([holder(1, 10, 'network')], [holder(2, 10, 'malware')]).get('1-2')!;
    const placed = evidence([holder(1, 10, 'network'), holder(3, 10, 'malware')], [holder(2, 10, 'malware'), holder(4, 10, 'network')]).get('1-2')!;
    expect(placed).toBeLessThan(strayed);
  });

  test('a control that much of a framework maps to brings less, and least where all do so on the same scope', () => {
    const many = (scope: (at: number) => string): Holder[] => Array.from({ length: 8 }, (_, at) => holder(10 + at, 10, scope(at)));
    const alone = evidence([holder(1, 10, 's0')], [holder(10, 10, 's0')]).get('1-10')!;
    const split = evidence([holder(1, 10, 's0')], many((at) => `s${at}`)).get('1-10')!;
    const crowded = evidence([holder(1, 10, 's0')], many(() => 's0')).get('1-10')!;
    expect(alone).toBeGreaterThan(split);
    expect(split).toBeGreaterThan(crowded);
  });

  test('weak rows of others hardly take anything from a strong one', () => {
    const weak = evidence([holder(1, 10)], [holder(2, 10), holder(3, 2), holder(4, 2), holder(5, 2)]).get('1-2')!;
    const strong = evidence([holder(1, 10)], [holder(2, 10), holder(3, 10), holder(4, 10), holder(5, 10)]).get('1-2')!;
    expect(weak).toBeGreaterThan(0.9);
    expect(strong).toBeLessThan(0.7);
  });
});

describe('the strength of a pair', () => {
  test('it grows with evidence, saturates below 10, and is 0 without any', () => {
    const strengths = [0, 0.01, 0.1, 1, 5].map((weight) => strengthOf(weight, weight, weight));
    expect(strengths).toEqual([...strengths].sort((a, b) => a - b));
    expect(strengths[0]).toBe(0);
    expect(strengths[4]!).toBeLessThanOrEqual(10);
    expect(strengths[4]! - strengths[3]!).toBeLessThan(strengths[3]! - strengths[2]!);
  });

  test('the best counterpart of either requirement keeps the whole weight; others fade', () => {
    expect(strengthOf(0.1, 0.1, 3)).toBe(strengthOf(0.1, 0.1, 0.1));
    expect(strengthOf(0.1, 3, 3)).toBeLessThan(strengthOf(0.1, 0.1, 3));
  });
});

describe('the shipped catalog', () => {
  const compiled = compile(shippedCatalog());
  const strengths = new Map<string, number>();
  const judge = (expected: typeof EXPECTED_TOGETHER, holds: (strength: number) => boolean): { total: number; broken: string[] } => {
    const broken: string[] = [];
    let total = 0;
    for (const [from, to, lines] of expected) {
      for (const { from: a, to: b, strength } of pairsBetween(compiled, from, to)!) strengths.set(`${from} ${a} ${to} ${b}`, strength);
      for (const [a, b] of pairsOf(lines)) {
        for (const [framework, id] of [[from, a], [to, b]] as const) expect(compiled.nodes.ofRequirement.has(`${framework}:${id}`) || `${framework} has no ${id}`).toBe(true);
        total++;
        const strength = strengths.get(`${from} ${a} ${to} ${b}`) ?? 0;
        if (!holds(strength)) broken.push(`${a} - ${b}: ${strength}`);
      }
    }
    return { total, broken };
  };

  test('at least 90 % of the pairs that any experienced assessor looks at together are claimed', () => {
    const { total, broken } = judge(EXPECTED_TOGETHER, (strength) => strength >= 5);
    expect(total).toBeGreaterThanOrEqual(100);
    expect(broken.length / total > 0.1 ? broken : []).toEqual([]);
  });

  test('at least 95 % of the pairs that nobody would look at together are not claimed', () => {
    const { total, broken } = judge(EXPECTED_APART, (strength) => strength < 5);
    expect(total).toBeGreaterThanOrEqual(60);
    expect(broken.length / total > 0.05 ? broken : []).toEqual([]);
  });

  test('a requirement on policies for one subject is no claim for policies on another', () => {
    const between = (from: string, a: string, to: string, b: string): number => pairsBetween(compiled, from, to)!.find((pair) => pair.from === a && pair.to === b)?.strength ?? 0;
    expect(between('pci-dss', '1.1.1', 'hipaa', '164.308(a)(5)(ii)(B)')).toBeLessThan(5);
    expect(between('pci-dss', '8.1.1', 'hipaa', '164.310(a)(1)')).toBeLessThan(5);
    expect(between('iso27001', 'A.8.25', 'pci-dss', '1.1.1')).toBeLessThan(5);
    expect(between('pci-dss', '5.1.1', 'hipaa', '164.308(a)(5)(ii)(B)')).toBeGreaterThanOrEqual(5);
  });

  test('claims are a small part of all pairs', () => {
    const size = (id: string): number => compiled.catalog.frameworks.find((framework) => framework.id === id)!.requirements.filter(({ assessable }) => assessable).length;
    for (const [from, to] of [['soc2', 'iso27001'], ['iso27001', 'pci-dss'], ['pci-dss', 'hipaa']] as const) {
      const claims = pairsBetween(compiled, from, to)!.filter(({ strength }) => strength >= 5).length;
      expect(claims / (size(from) * size(to))).toBeLessThan(0.06);
    }
  });
});

function pairsOf(lines: string): [string, string][] {
  return lines.trim().split('\n').flatMap((line) => {
    const [from, to] = line.trim().split(': ') as [string, string];
    return to.split(' ').map((id): [string, string] => [from, id]);
  });
}
