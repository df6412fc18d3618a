import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { natsConfig, type NatsUser } from '#libs/contracts/nats-config.js';
import type { DataFolder } from './data-folder.js';
import { keepRunning } from './keep-running.js';
import { findNatsServer } from './nats-program.js';
import { holdFirst } from './ports.js';
import { commandLine, endProcess, runs } from './processes.js';
import { Refusal } from './refusal.js';
import type { Secrets } from './secrets.js';

/** A nats-server that this installation runs. */
export interface RunningNats {
  readonly port: number;
  readonly monitorPort: number;
  /** Its process number; another one after it died and was started again. */
  pid(): number;
  stop(): Promise<void>;
}

const gigabyte = 1024 ** 3;

/**
 * Starts the nats-server of the installation with one user per service. One that a killed start left is ended first,
 * because its permissions may be those of an older version.
 * @throws Refusal when there is no program for it or it does not start
 */
export async function startNats(data: DataFolder, secrets: Secrets): Promise<RunningNats> {
  const program = findNatsServer(process.env);
  const config = join(data.nats, 'nats.conf');
  const pidFile = join(data.nats, 'nats.pid');
  const logFile = join(data.log, 'nats.log');
  await endLeft(pidFile, config);
  await mkdir(join(data.nats, 'jetstream'), { recursive: true, mode: 0o700 });
  const { ports } = await data.remembered();
  for (let attempt = 1; ; attempt += 1) {
    const [port, monitor] = await Promise.all([holdFirst([attempt === 1 ? ports.nats : undefined]), holdFirst([attempt === 1 ? ports.monitor : undefined])]);
    const server = { name: 'concord', host: '127.0.0.1', port: port.port, monitorPort: monitor.port, storeDir: join(data.nats, 'jetstream'), pidFile, maxFileStore: gigabyte };
    await writeFile(config, natsConfig(server, (user) => passwordOf(secrets, user)), { mode: 0o600 });
    await Promise.all([port.release(), monitor.release()]);
    const pid = launch(program, config, logFile);
    if (await listens(pid, port.port)) {
      await data.remember({ ports: { nats: port.port, monitor: monitor.port } });
      return running(pid, port.port, monitor.port, async () => {
        const next = launch(program, config, logFile);
        return (await listens(next, port.port)) ? next : 0;
      });
    }
    const reason = await lastWords(logFile);
    if (attempt >= 3 || !/address already in use/.test(reason)) throw new Refusal(`nats-server did not start: ${reason} (more in ${logFile}).`);
  }
}

function running(first: number, port: number, monitorPort: number, relaunch: () => Promise<number>): RunningNats {
  const kept = keepRunning(first, relaunch);
  const stop = async () => {
    await kept.release();
    await endProcess(kept.pid(), 'SIGTERM', 10_000);
  };
  return { port, monitorPort, pid: kept.pid, stop };
}

/** The password of a NATS user of this installation. */
export function passwordOf(secrets: Secrets, user: NatsUser): string {
  return user === 'admin' ? secrets.natsAdminPassword : secrets.natsPasswords[user];
}

async function endLeft(pidFile: string, config: string): Promise<void> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => '0'));
  if (pid > 0 && runs(pid) && commandLine(pid).includes(config)) await endProcess(pid, 'SIGTERM', 5_000);
  await rm(pidFile, { force: true });
}

/** In a session of its own, so that Ctrl-C reaches it only through us, after the services have drained. */
function launch(program: string, config: string, log: string): number {
  const out = openSync(log, 'a', 0o600);
  const child = spawn(program, ['-c', config], { env: { PATH: process.env.PATH ?? '', TZ: 'UTC' }, stdio: ['ignore', out, out], detached: true });
  child.on('error', () => undefined);
  child.unref();
  closeSync(out);
  return child.pid ?? 0;
}

async function listens(pid: number, port: number): Promise<boolean> {
  for (let waited = 0; waited < 20_000; waited += 10) {
    if (pid === 0 || !runs(pid)) return false;
    if (await greets(port)) return runs(pid);
    await sleep(10);
  }
  return false;
}

/** A nats-server speaks first: `INFO {…}`. */
function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port, timeout: 1_000 });
    const end = (greeted: boolean) => {
      socket.destroy();
      resolve(greeted);
    };
    socket.once('data', (data) => end(data.toString().startsWith('INFO'))).once('error', () => end(false)).once('timeout', () => end(false)).once('close', () => end(false));
  });
}

async function lastWords(log: string): Promise<string> {
  const lines = (await readFile(log, 'utf8').catch(() => '')).split('\n').slice(-40);
  const said = lines.filter((line) => /\[(FTL|ERR)\]|nats-server:/.test(line)).at(-1) ?? 'it gave no reason';
  return said.replace(/^.*?\[(FTL|ERR)\]\s*/, '').trim();
}
