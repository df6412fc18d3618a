import { compile } from '#libs/crosswalk/compile.js';
import type { PairExplanation } from '#libs/crosswalk/explain.js';
import { explainPair } from '#libs/crosswalk/explain.js';
import { pairsBetween } from '#libs/crosswalk/pairs.js';
import { answering, BadInput, type CommandAnswer } from './answer.js';
import { catalogHere, frameworkHere, referenceHere } from './catalog-here.js';

const columns = ['framework_a', 'id_a', 'framework_b', 'id_b', 'relation', 'strength', 'shared_controls'] as const;

/** `concord crosswalk pairs --from A --to B`: one line per pair of assessable requirements with strength above 0. */
export function crosswalkPairs(options: { readonly from: string; readonly to: string; readonly format?: string; readonly json?: boolean }): Promise<CommandAnswer> {
  const format = options.json ? 'json' : options.format ?? 'tsv';
  return answering(format === 'json', () => {
    if (format !== 'tsv' && format !== 'json') throw new BadInput('format.unknown', `There is no format "${format}". Use tsv or json.`);
    const catalog = catalogHere();
    const [from, to] = [frameworkHere(catalog, options.from).id, frameworkHere(catalog, options.to).id];
    const items = pairsBetween(compile(catalog), from, to)!.map((pair) => ({
      framework_a: from, id_a: pair.from, framework_b: to, id_b: pair.to, relation: pair.relation, strength: pair.strength, shared_controls: pair.shared,
    }));
    if (format === 'json') return { out: `${JSON.stringify(items, null, 1)}\n` };
    const lines = items.map(({ shared_controls, ...item }) => [...Object.values(item), shared_controls.join(',')].join('\t'));
    return { out: `${[columns.join('\t'), ...lines].join('\n')}\n` };
  });
}

/** `concord crosswalk explain A:ID B:ID`: what is proven of two requirements, and every chain of rows behind it. */
export function crosswalkExplain(a: string, b: string, options: { readonly json?: boolean } = {}): Promise<CommandAnswer> {
  return answering(options.json ?? false, () => {
    const catalog = catalogHere();
    const [from, to] = [referenceHere(catalog, a), referenceHere(catalog, b)];
    const explained = explainPair(compile(catalog), from, to)!;
    return { out: options.json ? `${JSON.stringify(explained, null, 1)}\n` : sayExplained(a, b, explained) };
  });
}

function sayExplained(a: string, b: string, { relation, mask, chains }: PairExplanation): string {
  const head = [`${a} to ${b}: ${relation}`, `Possible: ${mask.join(', ')}`, chains.length === 0 ? 'No chain of rows joins them.' : `${chains.length} chain${chains.length === 1 ? '' : 's'} of rows:`];
  const body = chains.flatMap(({ says, steps }) => [
    '', says,
    ...steps.map(({ from, to, mask: own, row }) => `  ${from} → ${to}  [${own.join(' ')}]  ${row ? `${row.relationship}, strength ${row.strength}, ${row.rationale}: ${row.reason} (${row.source.file}:${row.source.line})` : 'by the order of their bounds'}`),
  ]);
  return `${[...head, ...body].join('\n')}\n`;
}
