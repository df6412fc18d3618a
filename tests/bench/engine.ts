import { loadCatalog } from '#libs/catalog/load-catalog.js';
import { catalogRoot } from '#libs/catalog/catalog-root.js';
import { compile } from '#libs/crosswalk/compile.js';
import { coverage } from '#libs/crosswalk/coverage.js';
import type { Evidence } from '#libs/crosswalk/evidence-types.js';
import { ms, percentile, type Figure } from './figures.js';

/** How long the shipped catalog takes to read and to compile, and one party's coverage in every framework. */
export function measureEngine(): Figure[] {
  const [readIn, catalog] = timed(() => loadCatalog(catalogRoot));
  const [compiledIn, compiled] = timed(() => compile(catalog));
  const facts = catalog.controls.map((control, at): Evidence => ({
    id: `fact ${at}`, version: 1, party: 'one', target: { kind: 'control', id: control.id }, verdict: at % 7 === 0 ? 'not-met' : 'met', assurance: 'attested',
    period: { from: '2026-01-01', to: null }, source: { kind: 'answer', label: 'Benchmark' },
  }));
  const samples = Array.from({ length: 30 }, () => timed(() => coverage(compiled, facts, { party: 'one', at: '2026-06-30' }))[0]);
  return [
    { what: 'catalog: read and compile', measured: `${ms(readIn)} + ${ms(compiledIn)}`, against: '' },
    { what: `coverage of one party, ${facts.length} facts, ${catalog.frameworks.length} frameworks`, measured: `${ms(percentile(samples, 0.5))} (first ${ms(samples[0] ?? NaN)})`, against: '' },
  ];
}

function timed<T>(work: () => T): [number, T] {
  const start = performance.now();
  const value = work();
  return [performance.now() - start, value];
}
