import { writeSync } from 'node:fs';

/** Writes bytes to standard output to the last one, waiting where the reader is slow: what a child prints just before it exits would be lost otherwise. */
export function writeAll(bytes: Uint8Array): void {
  let done = 0;
  while (done < bytes.length) {
    try {
      done += writeSync(1, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
