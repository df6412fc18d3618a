import { basename } from 'node:path';
import { importOverlay, type OpenedFile } from '#libs/catalog/import/import-overlay.js';
import type { ImportOptions, ImportProblem } from '#libs/catalog/import/import-types.js';
import { gridsOf } from '#libs/catalog/import/read-table.js';
import { readDataFile } from '#libs/documents/read-data-file.js';
import { answering, BadInput, type CommandAnswer } from './answer.js';
import { catalogHere } from './catalog-here.js';
import { runningInstallation, type Where } from './running-installation.js';

const shown = 50;

interface Outcome {
  readonly saved: string | null;
  readonly problemCount: number;
  readonly problems: readonly ImportProblem[];
  readonly counts: Readonly<Record<string, number>>;
  readonly impact: { readonly verdicts: number; readonly parties: readonly { readonly name: string; readonly verdicts: number }[] };
}

/** `concord crosswalk import FILE --try` or `--save`: the same on a running installation, which says what becomes of every party's verdicts. */
export function installationImport(file: string, options: ImportOptions & Where & { readonly save?: boolean; readonly json?: boolean }): Promise<CommandAnswer> {
  const json = options.json ?? false;
  return answering(json, async () => {
    const installation = await runningInstallation(options);
    const outcome = (await installation.upload('/overlays/imports', file, { framework: options.framework, to: options.to, dryRun: options.save ? 'false' : 'true' })) as Outcome;
    const { problemCount, problems, counts, impact, saved } = outcome;
    const status = problemCount === 0 ? 0 : 2;
    const words = status === 2 ? `${problemCount} problem${problemCount === 1 ? '' : 's'}; nothing was taken in.` : `${saved ? 'Saved' : Object.values(counts).every((count) => count === 0) ? 'All of it stands in the catalog already' : 'A trial; --save keeps it'}. ${impact.verdicts} verdicts ${saved ? 'became' : 'would become'} others.`;
    if (json) return { status, out: `${JSON.stringify(status === 2 ? { error: { code: 'import.invalid', message: words }, ...outcome } : outcome, null, 1)}\n` };
    const lines = status === 2 ? problems.slice(0, shown).map(lineOf) : [`${Object.entries(counts).map(([what, count]) => `${what} ${count}`).join(', ')}\n`, ...impact.parties.map((party) => `${party.name}: ${party.verdicts} verdicts\n`)];
    return { status, out: lines.join(''), err: `${words}\n` };
  });
}

/**
 * `concord crosswalk import FILE`: reads a file of frameworks, controls or rows as an installation would and holds it
 * against the shipped catalog; nothing is kept. Status 2 when anything is wrong, with every problem by line and field.
 */
export function crosswalkImport(file: string, options: ImportOptions & { readonly json?: boolean }): Promise<CommandAnswer> {
  const json = options.json ?? false;
  return answering(json, async () => {
    const { problems, change } = importOverlay(await opened(file), options, { shipped: catalogHere(), changes: [] });
    if (!change) {
      const message = `${problems.length} problem${problems.length === 1 ? '' : 's'}; nothing would be taken in.`;
      if (json) return { status: 2, out: `${JSON.stringify({ error: { code: 'import.invalid', message }, problems }, null, 1)}\n` };
      return { status: 2, out: problems.slice(0, shown).map(lineOf).join(''), err: `${message}\n` };
    }
    const counts = { frameworks: change.frameworks.length, controls: change.controls.length, rows: change.rows.length, directRows: change.directRows.length };
    if (json) return { out: `${JSON.stringify({ problems, counts }, null, 1)}\n` };
    return { out: `${counts.frameworks} frameworks, ${counts.controls} controls, ${counts.rows} rows to controls, ${counts.directRows} rows between requirements.\n`, err: 'Nothing is wrong.\n' };
  });
}

async function opened(file: string): Promise<OpenedFile> {
  const name = basename(file);
  const read = await readDataFile(file, { name, rows: 60_000 });
  if ('refused' in read) throw new BadInput('import.unreadable', read.refused);
  return 'json' in read ? { name, json: read.json } : { name, grids: gridsOf(name, read.sheets) };
}

function lineOf({ file, sheet, line, field, message, newIds = [] }: ImportProblem): string {
  const ids = newIds.map(({ id, now }) => `  ${id} → ${now.length ? now.join(', ') : 'no single successor'}\n`).join('');
  return `${file}${sheet ? ` (${sheet})` : ''}:${line}: ${field}: ${message}\n${ids}`;
}
