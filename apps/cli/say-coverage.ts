import type { Catalog } from '#libs/crosswalk/catalog-types.js';
import type { CoverageAnswer, FrameworkAnswer } from '#libs/crosswalk/coverage.js';
import type { Reason } from '#libs/crosswalk/reason-types.js';
import { VERDICTS } from '#libs/crosswalk/verdict.js';
import { table } from './table.js';

/** Coverage for people: totals, then every assessable requirement that binds, with its reasons where they were asked for. */
export function sayCoverage(catalog: Catalog, answer: CoverageAnswer): string {
  const nameOf = (id: string): string => catalog.frameworks.find((one) => one.id === id)?.name ?? id;
  const head = `${answer.party} at ${answer.at}${answer.roles.length ? `, as ${answer.roles.join(', ')}` : ''}${answer.scope.length ? `, for ${answer.scope.join(', ')}` : ''}`;
  const totals = table(['framework', ...VERDICTS], answer.frameworks.map((one) => [nameOf(one.id), ...VERDICTS.map((verdict) => one.totals[verdict])]));
  return [`${head}\n`, totals, ...answer.frameworks.map((one) => `${nameOf(one.id)}\n${detailOf(catalog, one)}`)].join('\n');
}

function detailOf(catalog: Catalog, { id, requirements }: FrameworkAnswer): string {
  const known = new Map(catalog.frameworks.find((one) => one.id === id)?.requirements.map((one) => [one.id, one]));
  const shown = requirements.filter((one) => one.binds && known.get(one.id)?.assessable);
  const rows = shown.map((one) => [
    one.id, one.verdict, one.assurance ?? '', one.validUntil ?? (one.expired ? `expired ${one.expired}` : ''),
    [one.aged ? 'aged' : '', one.exceptions ? 'exceptions' : '', one.scope ? `for ${one.scope.join(' ')}` : ''].filter(Boolean).join(', '), known.get(one.id)!.title,
  ]);
  const lines = table(['id', 'verdict', 'assurance', 'until', 'flags', 'title'], rows).split('\n');
  return shown.reduce<string[]>((text, one, at) => [...text, lines[at + 1]!, ...(one.reasons ?? []).flatMap((reason) => linesOf(reason, '    '))], [lines[0]!]).join('\n').concat('\n');
}

function linesOf({ says, from }: Reason, indent: string): string[] {
  return [`${indent}${says}`, ...(from ?? []).flatMap((reason) => linesOf(reason, `${indent}  `))];
}
