import { spawnSync } from 'node:child_process';

/** Words that go before `node …` and what they achieve. */
export interface Isolation {
  readonly prefix: readonly string[];
  /** No network: the child runs in a network namespace of its own. */
  readonly isolated: boolean;
  /** A bound on data memory is set by the system. */
  readonly dataBound: boolean;
}

const path = '/usr/sbin:/usr/bin:/sbin:/bin';
const works = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { env: { PATH: path }, stdio: 'ignore', timeout: 5_000 }).status === 0;

let known: { readonly unshare: boolean; readonly prlimit: boolean } | undefined;

/** Finds out once what the system allows: a network namespace without privileges, and a data limit. */
const probe = (): { readonly unshare: boolean; readonly prlimit: boolean } =>
  (known ??= { unshare: works('unshare', ['-rn', 'true']), prlimit: works('prlimit', ['--data=1000000000', 'true']) });

/**
 * The command that a bounded child is started through.
 * @param dataBytes bound on private data memory; a backstop above the watchdog's resident bound
 */
export const isolation = (dataBytes: number): Isolation => {
  const { unshare, prlimit } = probe();
  return {
    prefix: [...(unshare ? ['unshare', '-rn'] : []), ...(prlimit ? ['prlimit', `--data=${dataBytes}`] : [])],
    isolated: unshare,
    dataBound: prlimit,
  };
};

/** Whether children that parse documents are cut off from the network here; readiness reports it. */
export const parserIsolated = (): boolean => probe().unshare;

/** The only variable that a child gets: where `unshare` and `prlimit` are found. */
export const childEnvironment = (): Record<string, string> => ({ PATH: path });
