import { availableParallelism } from 'node:os';

/** Runs work with a bound on how much of it happens at once; the rest waits in order. */
export interface Pool {
  readonly size: number;
  /** Work that waits for a free place. */
  readonly waiting: () => number;
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
}

/** @param size places; by default one core is left for the service itself, but never fewer than two */
export const createPool = (size: number = Math.max(2, availableParallelism() - 1)): Pool => {
  const queue: (() => void)[] = [];
  let busy = 0;
  const enter = (): Promise<void> => {
    if (busy < size) {
      busy += 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => queue.push(resolve));
  };
  const leave = (): void => {
    const next = queue.shift();
    if (next) next();
    else busy -= 1;
  };
  return {
    size,
    waiting: () => queue.length,
    run: async (work) => {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
};

/** The children of this process that parse documents. */
export const documentPool = createPool();
