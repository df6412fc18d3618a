import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../apps/local/project-root.js';
import { runs } from '../../apps/local/processes.js';

const program = join(projectRoot, 'dist/apps/local/main.js');
let folder: string;
const started: Started[] = [];

/** One `npm start`: what it said, and how it ended. */
class Started {
  said = '';
  readonly ended: Promise<number | null>;

  constructor(readonly child: ChildProcess) {
    const hear = (data: Buffer) => (this.said += data.toString());
    child.stdout!.on('data', hear);
    child.stderr!.on('data', hear);
    this.ended = new Promise((resolve) => child.once('exit', resolve));
  }

  async ready(): Promise<string> {
    for (;;) {
      const address = /is ready after [\d.]+ s:\s+(\S+)/.exec(this.said)?.[1];
      if (address) return address;
      if (this.child.exitCode !== null) throw new Error(`it ended: ${this.said}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended;
  }
}

function start(...words: string[]): Started {
  const one = new Started(spawn(process.execPath, [program, ...words], { env: { PATH: process.env.PATH }, stdio: ['ignore', 'pipe', 'pipe'] }));
  started.push(one);
  return one;
}

/** The servers that an installation runs, by their process numbers. */
async function servers(dataDir: string): Promise<{ postgres: number; nats: number }> {
  const first = async (path: string) => Number((await readFile(path, 'utf8')).split('\n')[0]);
  return { postgres: await first(join(dataDir, 'postgres', 'postmaster.pid')), nats: await first(join(dataDir, 'nats', 'nats.pid')) };
}

beforeAll(async () => {
  if (!existsSync(program)) throw new Error(`${program} is missing: run "npm run build" first`);
  folder = await mkdtemp(join(tmpdir(), 'two clones of concord '));
  await chmod(folder, 0o755);
});

afterAll(async () => {
  await Promise.all(started.filter((one) => one.child.exitCode === null && one.child.signalCode === null).map((one) => one.stop()));
  await rm(folder, { recursive: true, force: true });
}, 120_000);

describe('npm start', () => {
  it('runs twice at once in two folders, says who runs when started again, comes back after a kill and stops in order', async () => {
    const [here, there] = [join(folder, 'here'), join(folder, 'there')];
    const [one, two] = [start('--data', here, '--empty'), start('--data', there, '--empty')];
    const addresses = await Promise.all([one.ready(), two.ready()]);
    expect(new Set(addresses).size).toBe(2);
    for (const address of addresses) expect((await fetch(`${address}/health/ready`)).status).toBe(200);
    expect(one.said).toMatch(/Create the administrator:\s+http:\S+\/first-run\/\S+/);
    await two.stop();

    const again = start('--data', here);
    expect(await again.ended).toBe(1);
    expect(again.said.trim()).toMatch(new RegExp(`^Concord already runs on .*here: process ${one.child.pid}, .* serves ${addresses[0]}\\.[^\\n]*$`));

    const before = await servers(here);
    one.child.kill('SIGKILL');
    await one.ended;
    expect([runs(before.postgres), runs(before.nats)]).toEqual([true, true]);

    const back = start('--data', here);
    expect(await back.ready()).toBe(addresses[0]);
    const after = await servers(here);
    // what was left is taken over, or it is ended before another one begins
    expect(runs(before.postgres)).toBe(before.postgres === after.postgres);
    expect(runs(before.nats)).toBe(before.nats === after.nats);
    expect(await back.stop()).toBe(0);
    expect(back.said).toContain('Stopped.');
    expect([runs(after.postgres), runs(after.nats)]).toEqual([false, false]);
    expect(await readdir(here)).not.toContain('run.json');
  }, 180_000);

  it.each([
    ['a port that is no number', ['--port', 'x'], /^--port must be a whole number from 1 to 65535, not "x"\.$/],
    ['an option that does not exist', ['--demos'], /^Unknown option '--demos'\. Try: npm start -- --help$/],
    ['two options that exclude each other', ['--demo', '--empty'], /^--demo and --empty exclude each other/],
    ['a folder that is a file', ['--data', join(projectRoot, 'package.json')], /^Cannot use .*package\.json: a part of the path is a file: choose another folder/],
    ['a place where nothing can be made', ['--data', '/proc/concord'], /^Cannot use \/proc\/concord: .*choose another folder/],
  ])('answers %s with one line and status 1', async (_name, words, line) => {
    const one = start(...words);
    expect(await one.ended).toBe(1);
    expect(one.said.trim().split('\n')).toHaveLength(1);
    expect(one.said.trim()).toMatch(line);
  }, 30_000);

  it('names a port that is taken', async () => {
    const squatter = createServer();
    const port = await new Promise<number>((resolve) => squatter.listen(0, '127.0.0.1', () => resolve((squatter.address() as { port: number }).port)));
    const one = start('--data', join(folder, 'third'), '--port', String(port));
    expect(await one.ended).toBe(1);
    expect(one.said.trim()).toMatch(new RegExp(`^Port ${port} is taken[^\\n]*$`));
    squatter.close();
  }, 30_000);
});
