import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '../../apps/local/project-root.js';

/** A Concord that was started as `npm start` does it, and told where it is. */
export interface StartedProgram {
  /** Where the pages are. */
  readonly address: string;
  /** Where the administrator is created. */
  readonly firstRun: string;
  /** Presses Ctrl-C and waits. @returns the exit status */
  stop(): Promise<number | null>;
}

/**
 * Starts the built program without the worked example and reads from the screen where it is.
 * @param dataDir the folder in which it keeps everything
 * @throws Error with everything it said when it ends instead, or is not ready within two minutes
 */
export async function startProgram(dataDir: string): Promise<StartedProgram> {
  const child = spawn(process.execPath, [join(projectRoot, 'dist/apps/local/main.js'), '--data', dataDir, '--empty'], { env: { PATH: process.env['PATH'] }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const hear = (data: Buffer) => (said += data.toString());
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const stop = () => {
    child.kill('SIGINT');
    return ended;
  };
  for (let waited = 0; waited < 120_000; waited += 50) {
    const address = /is ready after [\d.]+ s:\s+(\S+)/.exec(said)?.[1];
    const firstRun = /Create the administrator:\s+(\S+)/.exec(said)?.[1];
    if (address && firstRun && /Stop:/.test(said)) return { address, firstRun, stop };
    if (child.exitCode !== null) throw new Error(`Concord ended with status ${child.exitCode}:\n${said}`);
    await pause(50);
  }
  await stop();
  throw new Error(`Concord was not ready within two minutes:\n${said}`);
}
