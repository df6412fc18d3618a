import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from '#libs/contracts/contract.js';
import { writeSafely } from './data-folder.js';
import { holdFirst } from './ports.js';
import { birthOf, commandLine, endProcess, runs } from './processes.js';
import { projectRoot } from './project-root.js';
import { Refusal } from './refusal.js';

/** The services as processes of their own. */
export interface ServiceProcesses {
  pidOf(service: Service): number | undefined;
  /** Web first, so that nothing new comes in while the others end. */
  close(): Promise<void>;
}

interface Child {
  readonly service: Service;
  process: ChildProcess | undefined;
  failures: number;
}

/**
 * Starts one process per service and starts those again that die, after a pause that grows while they keep dying.
 * @param list the services in the order of their start
 * @param environmentOf their settings
 * @param dir the data folder, where the numbers of the processes are noted for a start after a kill
 * @throws Refusal when a service does not become ready within a minute
 */
export async function startProcesses(list: readonly Service[], environmentOf: (service: Service) => Record<string, string>, dir: string, say: (line: string) => void): Promise<ServiceProcesses> {
  const file = noted(dir);
  let stopping = false;
  const children = new Map<Service, Child>(list.map((service) => [service, { service, process: undefined, failures: 0 }]));
  const note = () => writeSafely(file, JSON.stringify([...children.values()].flatMap(({ process: child }) => (child?.pid ? [{ pid: child.pid, birth: birthOf(child.pid) }] : []))), 0o644);

  const launch = (child: Child, healthPort: number) => {
    const { service } = child;
    const program = join(projectRoot, 'dist', 'apps', service, 'main.js');
    if (!existsSync(program)) throw new Refusal(`${program} is missing: run "npm run build" first.`);
    const started = Date.now();
    child.process = spawn(process.execPath, [program], {
      env: { PATH: process.env.PATH ?? '', TZ: 'UTC', ...environmentOf(service), HEALTH_PORT: String(healthPort) },
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
    });
    child.process.once('exit', (code, signal) => {
      if (stopping) return;
      child.failures = Date.now() - started > 10_000 ? 0 : child.failures + 1;
      const pause = Math.min(100 * 2 ** child.failures, 10_000);
      say(`${service} ended (${signal ?? `status ${code}`}) and is started again in ${pause / 1000} s.`);
      setTimeout(() => {
        if (stopping) return;
        launch(child, healthPort);
        void note();
      }, pause);
    });
  };

  const close = async () => {
    stopping = true;
    const [web, others] = [[...children.values()].filter((child) => child.service === 'web'), [...children.values()].filter((child) => child.service !== 'web')];
    for (const group of [web, others]) await Promise.all(group.map(({ process: child }) => (child?.pid && child.exitCode === null ? endProcess(child.pid, 'SIGTERM', 20_000) : undefined)));
    await rm(file, { force: true });
  };

  try {
    const ports = await Promise.all(list.map(() => holdFirst([])));
    await Promise.all(ports.map((port) => port.release()));
    const launched = list.map((service, at) => ({ child: children.get(service)!, port: ports[at]!.port }));
    for (const { child, port } of launched) launch(child, port);
    await note();
    await Promise.all(launched.map(({ child, port }) => becomesReady(child, port)));
  } catch (error) {
    await close();
    throw error;
  }
  return { pidOf: (service) => children.get(service)?.process?.pid, close };
}

const noted = (dir: string) => join(dir, 'processes.json');

async function becomesReady(child: Child, port: number): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 100) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    if (child.failures >= 3) throw new Refusal(`The ${child.service} service ends as soon as it starts; what it said stands above.`);
    await sleep(100);
  }
  throw new Refusal(`The ${child.service} service was not ready within a minute; what it said stands above.`);
}

/** Ends the services that a killed start left behind: they would answer beside the new ones. */
export async function endLeftProcesses(dir: string): Promise<void> {
  const text = await readFile(noted(dir), 'utf8').catch(() => '[]');
  const left = JSON.parse(text) as { pid: number; birth: string }[];
  await Promise.all(left.filter(({ pid, birth }) => runs(pid) && birthOf(pid) === birth && commandLine(pid).includes('main.js')).map(({ pid }) => endProcess(pid, 'SIGTERM', 10_000)));
}
