import { jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// every call starts a process of its own, which takes its time on a busy machine
jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'concord-cli-'));
export const projectRoot = resolve(import.meta.dirname, '../..');

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
  readonly json: () => unknown;
}

/** Runs the built command line. */
export function concord(words: readonly string[], input?: string, environment: NodeJS.ProcessEnv = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(projectRoot, 'dist/apps/cli/main.js'), ...words], { input, encoding: 'utf8', maxBuffer: 64 << 20, env: { PATH: process.env.PATH, HOME: folder, ...environment } });
  return { status, out: stdout, err: stderr, json: () => JSON.parse(stdout) as unknown };
}

/** Puts a value into a file as JSON. @returns its path */
export function put(name: string, value: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
}
