import { runs } from './processes.js';

/** A server that is started again when it dies. */
export interface Kept {
  /** Its process number at this moment. */
  pid(): number;
  /** Starts it no more; resolves when a start that was under way has ended. */
  release(): Promise<void>;
}

const pause = 500;
const mostPauses = 20;

/**
 * Looks twice a second whether a process still runs and starts it again when it does not, with growing pauses while that fails.
 * @param relaunch starts it on the same port; answers the new process number, or 0 when it did not come up
 */
export function keepRunning(first: number, relaunch: () => Promise<number>): Kept {
  let pid = first;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  const look = async () => {
    if (runs(pid)) return;
    const next = await relaunch().catch(() => 0);
    failures = next === 0 ? failures + 1 : 0;
    if (next !== 0) pid = next;
  };
  const plan = () => {
    timer = setTimeout(() => {
      looking = look().then(() => (timer ? plan() : undefined));
    }, pause * Math.min(2 ** failures, mostPauses));
    timer.unref();
  };
  plan();
  return {
    pid: () => pid,
    release: async () => {
      clearTimeout(timer);
      timer = undefined;
      await looking;
    },
  };
}
