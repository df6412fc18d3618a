import { setTimeout as sleep } from 'node:timers/promises';
import { oneAtATime } from './one-at-a-time.js';

test('works run one after the other in their order, and one that fails holds up none', async () => {
  const inTurn = oneAtATime();
  const seen: string[] = [];
  const work = (name: string, wait: number) => inTurn(async () => {
    seen.push(`${name} begins`);
    await sleep(wait);
    seen.push(`${name} ends`);
    if (name === 'b') throw new Error('b fails');
    return name;
  });
  const all = await Promise.allSettled([work('a', 20), work('b', 5), work('c', 0)]);
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect(all.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual(['a', 'failed', 'c']);
});
