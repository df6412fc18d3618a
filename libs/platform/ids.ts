import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const pool = Buffer.alloc(4_096);
let used = pool.length;
let lastTime = 0;
let sequence = 0;

/** A new UUIDv7: unique without asking anybody, and ordered by time of creation, also within a millisecond. */
export function newId(): string {
  const random = randomBits(16);
  const now = Date.now();
  if (now > lastTime) {
    lastTime = now;
    sequence = random.readUInt32BE(6) >>> 1;
  } else {
    sequence = (sequence + 1) >>> 0;
    if (sequence === 0) lastTime += 1;
  }
  return v7({ random, msecs: lastTime, seq: sequence });
}

/** Random bytes for ids and traces; the system is asked for many at a time. */
export function randomBits(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool.subarray(used, (used += count));
}
