import { describe, expect, it } from '@jest/globals';
import { createPool } from './pool.js';

describe('a pool', () => {
  it('has two places, or one fewer than there are cores', () => expect(createPool().size).toBeGreaterThanOrEqual(2));

  it('runs no more at once than it has places, in the order of asking, and tells the others how many stand before them', async () => {
    const pool = createPool(2);
    const ends: (() => void)[] = [];
    const told = new Map<number, number[]>();
    const begun: number[] = [];
    const work = [0, 1, 2, 3].map((i) => pool.run(() => {
      begun.push(i);
      return new Promise<void>((resolve) => ends.push(resolve));
    }, (before) => told.set(i, [...(told.get(i) ?? []), before])));
    const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    await settle();
    expect([begun, pool.waiting()]).toEqual([[0, 1], 2]);
    ends[1]?.();
    await settle();
    expect([begun, pool.waiting()]).toEqual([[0, 1, 2], 1]);
    ends[0]?.();
    await settle();
    ends.slice(2).forEach((end) => end());
    await Promise.all(work);
    expect([...told]).toEqual([[0, [0]], [1, [0]], [2, [1, 0]], [3, [2, 1, 0]]]);
  });

  it('gives a place free where the work fails', async () => {
    const pool = createPool(1);
    await expect(pool.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await pool.run(() => Promise.resolve('next'))).toBe('next');
  });
});
