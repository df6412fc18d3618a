import { basename } from 'node:path';
import { importOverlay, type OpenedFile } from '#libs/catalog/import/import-overlay.js';
import type { ImportOptions, ImportProblem } from '#libs/catalog/import/import-types.js';
import { gridsOf } from '#libs/catalog/import/read-table.js';
import { readDataFile } from '#libs/documents/read-data-file.js';
import { answering, BadInput, type CommandAnswer } from './answer.js';
import { catalogHere } from './catalog-here.js';

const shown = 50;

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
  const ids = newIds.map(({ id, now }) => `  ${id} → ${now.length ? now.join(', ') : 'no counterpart is known'}\n`).join('');
  return `${file}${sheet ? ` (${sheet})` : ''}:${line}: ${field}: ${message}\n${ids}`;
}
