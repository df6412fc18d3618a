import { compile } from './compile.js';
import { explainRequirement } from './explain-requirement.js';
import { explainPair } from './explain.js';
import { gapsOf } from './gaps.js';
import { planFor } from './plan.js';
import { sayControl } from './say-bound.js';
import { ask, catalog, control, fact, requirement } from './small-catalog.fixture.js';

describe('bounds in words', () => {
  test.each([
    ['VUL-02', 'VUL-02'],
    ['VUL-02[every<=3 months]', 'VUL-02 at least every 3 months'],
    ['VUL-02[every<=1 month]', 'VUL-02 at least every 1 month'],
    ['IRM-04[within<=5 business-days]', 'IRM-04 within 5 business days'],
    ['LOG-05[for>=12 months]', 'LOG-05 for at least 12 months'],
    ['IAM-07[at-least>=12, at-most<=64]', 'IAM-07 at least 12, at most 64'],
    ['CFG-06[scope>=impact|reason|reversal]', 'CFG-06 for impact, reason and reversal'],
    ['VUL-02[every<=3 months, scope>=inside-out]', 'VUL-02 for inside out, at least every 3 months'],
  ])('%s is said as "%s"', (text, words) => {
    expect(sayControl(text)).toBe(words);
  });

  const scans = control('VUL-02', {
    title: 'Scans run', statement: 'Scans are run.',
    parameters: [{ parameter: 'every', measures: 'time between scans', unit: 'months' }, { parameter: 'scope', measures: 'sides (inside|outside)', unit: null }, { parameter: 'at-least', measures: 'scanners used', unit: null }],
  });
  const compiled = compile(catalog(
    { pci: [requirement('11.3', { exhausted: 'yes', union: ['VUL-02[every<=3 months]', 'VUL-02[scope>=inside|outside]'] }), requirement('11.4'), requirement('11.5', { residue: 'A report.' })], iso: [requirement('A.8.8')] },
    [scans],
    ['pci:11.3 superset VUL-02[every<=3 months]', 'pci:11.3 superset VUL-02[scope>=inside|outside]', 'pci:11.4 equal VUL-02[at-least>=2]', 'pci:11.5 intersects VUL-02[every<=1 month]', 'iso:A.8.8 superset VUL-02'],
  ));
  const yearly = fact('VUL-02', { measured: [{ parameter: 'every', value: { n: 12, unit: 'months' }, precision: 'exact' }, { parameter: 'scope', value: ['inside'], precision: 'bound' }] });
  const explained = (id: string) => explainRequirement(compiled, [yearly], ask, 'pci', id)!;

  test('a broken bound is said with both values, an unproven one with what is needed', () => {
    const says = explained('11.3').whyNot.map((reason) => reason.says);
    expect(says).toEqual(expect.arrayContaining([
      "VUL-02 'Scans run' at least every 3 months is not met.",
      "VUL-02 'Scans run' is met, but nothing proves it for inside and outside.",
    ]));
    expect(explained('11.4').whyNot[0]!.says).toBe("VUL-02 'Scans run' is met, but nothing proves it at least 2 (scanners used).");
    expect(explained('11.4').wouldClose[0]).toEqual({ control: 'VUL-02[at-least>=2]', says: 'Show that scans are run (scanners used: at least 2).' });
  });

  test('no sentence has the signs or the brackets in which files write bounds', () => {
    const evidence = [[], [yearly], [fact('VUL-02[every<=3 months]', { verdict: 'not-met' })], [fact('VUL-02[every<=3 months]', { verdict: 'not-applicable', note: 'None.' })], [yearly, fact('VUL-02', { verdict: 'excepted' })]];
    const said = evidence.flatMap((facts) => [
      ...['11.3', '11.4', '11.5'].map((id) => { const { result, whyNot, wouldClose, says } = explainRequirement(compiled, facts, ask, 'pci', id)!; return { says, whyNot, asks: wouldClose.map((one) => one.says), reasons: result.reasons, disagreements: result.disagreements }; }),
      gapsOf(compiled, facts, ask, 'pci')!.map(({ says, question, from }) => ({ says, question, from })),
      planFor(compiled, facts, ask, 'pci')!.open,
    ]);
    const chains = explainPair(compiled, { framework: 'pci', id: '11.3' }, { framework: 'iso', id: 'A.8.8' })!.chains.map(({ says }) => says);
    const text = JSON.stringify([said, chains], (key, value: unknown) => (key === 'row' || key === 'evidence' ? undefined : value));
    expect(chains.length).toBeGreaterThan(0);
    expect(text).toContain('at least every 3 months');
    expect(text).not.toMatch(/<=|>=|[A-Z]\d\[|-least /);
  });
});
