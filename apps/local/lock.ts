import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { birthOf, runs } from './processes.js';
import { Refusal, systemCode } from './refusal.js';

interface Holder {
  readonly pid: number;
  readonly birth: string;
  readonly since: string;
  readonly address?: string;
}

/** The right to run on a data folder; one process has it at a time. */
export interface Lock {
  /** Tells a second start where the first one serves. */
  announce(address: string): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes the right to run on a data folder. What a killed process left behind is taken over.
 * @throws Refusal that names the process that runs there, since when and where it serves
 */
export async function takeLock(dir: string): Promise<Lock> {
  const path = join(dir, 'run.json');
  const me: Holder = { pid: process.pid, birth: birthOf(process.pid), since: new Date().toISOString() };
  const mine = `${path}.${process.pid}`;
  await writeFile(mine, JSON.stringify(me));
  try {
    for (;;) {
      if (await taken(mine, path)) break;
      const holder = await readHolder(path);
      if (holder && runs(holder.pid) && birthOf(holder.pid) === holder.birth) {
        const where = holder.address ? ` and serves ${holder.address}` : '';
        throw new Refusal(`Concord already runs on ${dir}: process ${holder.pid}, started ${holder.since}${where}. Stop it first, or use another folder with --data DIR.`);
      }
      await setAside(path, holder);
    }
  } finally {
    await rm(mine, { force: true });
  }
  return {
    announce: async (address) => {
      await writeFile(mine, JSON.stringify({ ...me, address }));
      await rename(mine, path);
    },
    release: () => rm(path, { force: true }),
  };
}

async function taken(mine: string, path: string): Promise<boolean> {
  try {
    await link(mine, path);
    return true;
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    return false;
  }
}

/**
 * A lock that a killed process left is moved away under a name of our own. When another start was quicker and what
 * we moved is its lock, we put it back.
 */
async function setAside(path: string, left: Holder | undefined): Promise<void> {
  const aside = `${path}.left.${process.pid}`;
  try {
    await rename(path, aside);
    const moved = await readHolder(aside);
    if (moved && (moved.pid !== left?.pid || moved.birth !== left.birth)) await taken(aside, path);
    await rm(aside, { force: true });
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}
