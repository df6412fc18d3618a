import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemCode } from './refusal.js';

/** Whether a process of this number runs, whoever owns it. A process that has ended and waits to be reaped does not. */
export function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
  return statusOf(pid)?.state !== 'Z';
}

/** The command line of a running process, words separated by spaces; empty when it cannot be read. */
export function commandLine(pid: number): string {
  try {
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}

/** When a process began, in a form that is only good for comparing: a number that is given away again has another. */
export function birthOf(pid: number): string {
  const status = statusOf(pid);
  if (status) return status.birth;
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}

/** Asks a process to end, waits, and ends it by force when the time (milliseconds) is over. */
export async function endProcess(pid: number, signal: NodeJS.Signals, patience: number, force: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  send(pid, signal);
  if (await gone(pid, patience)) return;
  send(pid, force);
  await gone(pid, 10_000);
}

async function gone(pid: number, patience: number): Promise<boolean> {
  const until = Date.now() + patience;
  while (Date.now() < until) {
    if (!runs(pid)) return true;
    await sleep(15);
  }
  return !runs(pid);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (systemCode(error) !== 'ESRCH') throw error;
  }
}

function statusOf(pid: number): { state: string; birth: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', birth: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}
