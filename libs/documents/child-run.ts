import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { childEnvironment, isolation } from './child-isolation.js';
import type { ChildLimits } from './child-limits.js';

export interface ChildEnd {
  readonly end: 'done' | 'timed-out' | 'too-large' | 'crashed';
  readonly output: Buffer;
  readonly isolated: boolean;
  /** Most resident memory that the watchdog saw, bytes. */
  readonly peakBytes: number;
}

const pageSize = 4096;
const watchEveryMs = 50;
const memoryWords = /out of memory|allocation failed|bad_alloc|heap limit|cannot allocate memory/i;

/** Resident bytes of a process, or 0 where /proc does not say. */
const residentBytes = (pid: number): number => {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1] ?? 0) * pageSize;
  } catch {
    return 0;
  }
};

const ticksPerSecond = 100;

/** Milliseconds of the processor that a process has used, or 0 where /proc does not say. The name before them may hold anything. */
const processorTime = (pid: number): number => {
  try {
    const [, , , , , , , , , , , user = '0', system = '0'] = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    return ((Number(user) + Number(system)) / ticksPerSecond) * 1_000;
  } catch {
    return 0;
  }
};

/**
 * Runs a script of ours in a child with an empty environment, no network where the system allows it,
 * a wall clock and a watchdog on the resident set and the processor's time, and gives back what it printed.
 * @param entry JavaScript file
 * @param onOutput called with each chunk of standard output as it comes
 */
export const runBounded = (
  entry: string,
  args: readonly string[],
  limits: ChildLimits,
  onOutput: (chunk: Buffer) => void = () => undefined,
): Promise<ChildEnd> =>
  new Promise((resolve) => {
    const { prefix, isolated } = isolation(Math.round(limits.memoryBytes * 1.5));
    const node = [process.execPath, '--max-old-space-size=384', '--disable-proto=throw', entry, ...args];
    const [command = process.execPath, ...rest] = [...prefix, ...node];
    const child = spawn(command, rest, { env: childEnvironment(), cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    let bytes = 0;
    let errors = '';
    let stopped: 'timed-out' | 'too-large' | undefined;
    const stop = (why: 'timed-out' | 'too-large'): void => {
      stopped ??= why;
      child.kill('SIGKILL');
    };
    const clock = setTimeout(() => stop('timed-out'), limits.timeoutMs);
    let peakBytes = 0;
    const watch = setInterval(() => {
      if (child.pid === undefined) return;
      peakBytes = Math.max(peakBytes, residentBytes(child.pid));
      if (peakBytes > limits.memoryBytes) stop('too-large');
      else if (processorTime(child.pid) > limits.processorMs) stop('timed-out');
    }, watchEveryMs);
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limits.outputBytes) return stop('too-large');
      chunks.push(chunk);
      onOutput(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString('utf8')).slice(-20_000);
    });
    let ended = false;
    const finish = (code: number | null): void => {
      if (ended) return;
      ended = true;
      clearTimeout(clock);
      clearInterval(watch);
      const output = Buffer.concat(chunks);
      if (stopped) return resolve({ end: stopped, output, isolated, peakBytes });
      if (code === 0) return resolve({ end: 'done', output, isolated, peakBytes });
      resolve({ end: memoryWords.test(errors) ? 'too-large' : 'crashed', output, isolated, peakBytes });
    };
    child.on('error', () => finish(1));
    child.on('close', finish);
  });
