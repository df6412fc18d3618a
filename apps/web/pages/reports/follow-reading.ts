import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import { message } from '../../render.js';

interface Followed {
  readonly status: string;
  readonly says: string;
  readonly progress: { readonly page: number; readonly of: number } | null;
}

const mostSeconds = 120;

/** Streams how far the reading of a document is, once a second until it ends, the reader goes away or two minutes have passed. */
export function followReading(reply: FastifyReply, ask: () => Promise<Followed>): void {
  reply.hijack();
  const stream = reply.raw;
  let gone = false;
  stream.on('close', () => (gone = true));
  stream.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  void (async () => {
    for (let second = 0; second < mostSeconds && !gone; second += 1) {
      const now = await ask();
      stream.write(`data: ${JSON.stringify(stepOf(now))}\n\n`);
      if (now.status !== 'queued' && now.status !== 'reading') break;
      await pause(1_000);
    }
  })().catch(() => undefined).finally(() => stream.end());
}

/** One step as the `progress` partial's script takes it. */
export function stepOf({ status, says, progress }: Followed): { text: string; done?: number; of?: number; state?: 'done' | 'failed' } {
  if (status === 'queued') return { text: message('reports.progress.queued') };
  if (status === 'reading') return progress ? { text: message('reports.progress.page', progress as never), done: progress.page, of: progress.of } : { text: message('reports.progress.reading') };
  return { text: says, done: 1, of: 1, state: status === 'refused' ? 'failed' : 'done' };
}
