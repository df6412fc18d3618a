import { importOverlay } from '#libs/catalog/import/import-overlay.js';
import { gridsOf } from '#libs/catalog/import/read-table.js';
import { shippedCatalog } from '#libs/catalog/load-catalog.js';
import { compile } from '#libs/crosswalk/compile.js';
import { ms, type Figure } from './figures.js';

const most = 50_000;

/** A file of 50,000 mapping rows of which one is wrong, held against the shipped catalog; and how that grows with the rows. */
export function measureImport(quick: boolean): Figure[] {
  const shipped = shippedCatalog();
  compile(shipped);
  const targets = shipped.frameworks.flatMap(({ id, version, requirements }) => requirements.filter(({ assessable }) => assessable).map((one) => [id, version, one.id]));
  const taken = (count: number): number => {
    const rows = Array.from({ length: count }, (_, at) => [...targets[at % targets.length]!, shipped.controls[Math.floor(at / targets.length)]!.id, 'overlaps', at === count >> 1 ? '50' : '5']);
    const grids = gridsOf('rows.csv', [{ name: 'rows', rows: [['framework', 'framework_version', 'requirement', 'control', 'relationship', 'strength'], ...rows], lines: Array.from({ length: count + 1 }, (_, at) => at + 1) }]);
    const began = performance.now();
    const { problems } = importOverlay({ name: 'rows.csv', grids }, {}, { shipped, changes: [] });
    if (problems.length !== 1) throw new Error(`${problems.length} problems in ${count} rows of which one is wrong`);
    return performance.now() - began;
  };
  taken(1_000);
  const [few, many] = [taken(most / (quick ? 10 : 5)), taken(most)];
  return [{ what: `import of ${most} rows, one of them wrong`, measured: ms(many), against: `${ms(few)} a ${quick ? 'tenth' : 'fifth'} of them`, ratio: many / few / (quick ? 10 : 5), target: { atMost: 1.5 } }];
}
