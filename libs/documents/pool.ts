import { availableParallelism } from 'node:os';

/** Runs work with a bound on how much of it happens at once; the rest waits in order. */
export interface Pool {
  readonly size: number;
  /** Work that waits for a free place. */
  readonly waiting: () => number;
  /** @param onWait told how many stand before this work, at first and each time one of them begins; 0 when it begins itself */
  readonly run: <T>(work: () => Promise<T>, onWait?: (before: number) => void) => Promise<T>;
}

/** @param size places; by default one core is left for the service itself, but never fewer than two */
export const createPool = (size: number = Math.max(2, availableParallelism() - 1)): Pool => {
  const queue: { readonly begin: () => void; readonly onWait: (before: number) => void }[] = [];
  let busy = 0;
  const enter = (onWait: (before: number) => void): Promise<void> => {
    if (busy < size) {
      busy += 1;
      onWait(0);
      return Promise.resolve();
    }
    onWait(queue.length + 1);
    return new Promise((resolve) => queue.push({ begin: resolve, onWait }));
  };
  const leave = (): void => {
    const next = queue.shift();
    if (!next) return void (busy -= 1);
    next.onWait(0);
    next.begin();
    queue.forEach(({ onWait }, i) => onWait(i + 1));
  };
  return {
    size,
    waiting: () => queue.length,
    run: async (work, onWait = () => undefined) => {
      await enter(onWait);
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
