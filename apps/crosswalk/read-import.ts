import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportOptions } from '#libs/catalog/import/import-types.js';
import type { ImportReading } from '#libs/catalog/import/import-overlay.js';
import type { OverlayChange } from '#libs/crosswalk/overlay-types.js';
import { Fault } from '#libs/contracts/faults.js';
import { childEntry } from '#libs/documents/child-entry.js';
import { runBounded } from '#libs/documents/child-run.js';
import { createPool } from '#libs/documents/pool.js';
import { answerOf, type ImportAnswer, type ImportTask } from './import-task.js';

const mostRows = 60_000;
/** A workbook of as many rows takes its time; the child around its reader has to outlast it. */
const reader = { rows: mostRows, timeoutMs: 75_000, memoryBytes: 1024 ** 3, inflatedBytes: 200 * 1024 * 1024 };
const limits = { timeoutMs: 90_000, processorMs: 90_000, memoryBytes: 1024 ** 3, outputBytes: 192 * 1024 * 1024 };

/** Imports apart from other documents: each of these children starts one of its own for a workbook. */
const imports = createPool(1);

/** Text of about a thousand rows is read sooner than a child starts. A workbook's size says nothing of its rows. */
const smallBytes = 64 * 1024;

/**
 * Reads a file of own frameworks, controls or rows and holds it against the catalog; a large one, or a workbook, in a
 * bounded child, so that it keeps nobody waiting.
 * @throws Fault `crosswalk.import-unreadable`
 */
export async function readImport(path: string, name: string, options: ImportOptions, changes: readonly OverlayChange[]): Promise<Pick<ImportReading, 'problems' | 'change'>> {
  const task: ImportTask = { path, name, options, changes, ...reader };
  const isSmall = !/\.xlsx$/i.test(name) && (await stat(path)).size <= smallBytes;
  const answer = isSmall ? await answerOf(task) : await answerOfChild(task);
  if ('refused' in answer) throw unreadable(answer.refused);
  return answer;
}

async function answerOfChild(task: ImportTask): Promise<ImportAnswer> {
  const folder = await mkdtemp(join(tmpdir(), 'concord-import-'));
  try {
    const file = join(folder, 'task.json');
    await writeFile(file, JSON.stringify(task));
    const ended = await imports.run(() => runBounded(childEntry('import-child', 'apps/crosswalk'), [file], limits));
    if (ended.end === 'timed-out') throw unreadable(`Reading the file took longer than ${limits.timeoutMs / 1000} seconds and was stopped. Split it.`);
    if (ended.end === 'too-large') throw unreadable(`Reading the file needs more than ${limits.memoryBytes / 1024 ** 2} MB of memory and was stopped. Split it.`);
    if (ended.end === 'crashed') throw unreadable('The reader stopped on this file: it is damaged. Export it again.');
    return JSON.parse(ended.output.toString('utf8')) as ImportAnswer;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const unreadable = (message: string): Fault => new Fault('unprocessable', 'crosswalk.import-unreadable', message, { fields: [{ field: 'file', message }] });
