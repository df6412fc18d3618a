import { availableParallelism, cpus, loadavg } from 'node:os';
import { measureCrosswalk } from './crosswalk.js';
import { measureEffect } from './effect.js';
import { measureEngine } from './engine.js';
import { outcome, table, type Figure } from './figures.js';
import { measureImport } from './import.js';
import { measurePages } from './pages.js';
import { addVendors, startProduct } from './product.js';
import { measureReader } from './reader.js';
import { measureSubmit } from './submit.js';

/**
 * `npm run bench`, or `npm run bench -- --quick`: what the product costs beside what it stands on, measured in the
 * same run on the same machine, so that the ratios mean something wherever it runs. `npm run bench -- pages effects`
 * measures those parts only.
 */
const quick = process.argv.includes('--quick');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const load = () => loadavg().map((value) => value.toFixed(1)).join(' ');
const figures: Figure[] = [];

console.log(`${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), node ${process.version}, load ${load()}${quick ? ', quick: short runs, rough figures' : ''}`);

/** One part that fails leaves the others their say. */
async function part(name: string, work: () => Figure[] | Promise<Figure[]>): Promise<void> {
  if (wanted.length && !wanted.includes(name)) return;
  const began = performance.now();
  try {
    figures.push(...(await work()));
    console.log(`${name}: ${((performance.now() - began) / 1_000).toFixed(1)} s, load ${load()}`);
  } catch (error) {
    figures.push({ what: name, measured: 'failed', against: '', ratio: NaN, target: {} });
    console.error(`${name} failed:`, error);
    process.exitCode = 1;
  }
}

await part('engine', measureEngine);
await part('crosswalk', () => measureCrosswalk(quick));
await part('reports', () => measureReader(quick));
await part('imports', () => measureImport(quick));
if (!wanted.length || ['pages', 'effects', 'submissions'].some((name) => wanted.includes(name))) await measureProduct();
console.log(`\n${table(figures)}\n`);
const missed = figures.filter((figure) => outcome(figure) === 'missed').length;
console.log(`${figures.filter((figure) => outcome(figure) === 'ok').length} targets held, ${missed} missed; load at the end ${load()}`);
process.exit();

/** What needs the whole product, on servers of its own. */
async function measureProduct(): Promise<void> {
  const product = await startProduct();
  // broken off by hand or by a time limit: the servers end too
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void product.close().finally(() => process.exit(1)));
  try {
    const vendors = await addVendors(product, 50);
    figures.push(
      { what: 'ready, from an empty folder', measured: `${product.ready.toFixed(1)} s`, against: '' },
      { what: 'memory of the process with all services', measured: `${Math.round(process.memoryUsage().rss / 1024 ** 2)} MiB`, against: '' },
    );
    await part('pages', () => measurePages(product, quick ? 2 : 5));
    await part('effects', () => measureEffect(product, vendors, quick ? 3 : 10));
    await part('submissions', () => measureSubmit(product, vendors[0]!, quick ? 2 : 5));
  } finally {
    await product.close();
  }
}
