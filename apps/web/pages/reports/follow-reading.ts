import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { ReplyOf } from '#libs/contracts/contract.js';
import type { documentList } from '#libs/contracts/reports.contract.js';
import { message } from '../../render.js';

/** How far one document is. */
interface Followed {
  readonly status: string;
  readonly says: string;
  readonly progress: { readonly page: number; readonly of: number } | null;
}

/** One step as the `progress` partial and its script take it. */
export interface Step {
  readonly text: string;
  readonly done?: number;
  readonly of?: number;
  readonly state?: 'done' | 'failed';
}

const mostSeconds = 120;

/** Streams how far work is, once a second until a step says that it ended, the reader goes away or two minutes have passed. */
export function followWork(reply: FastifyReply, ask: () => Promise<Step>): void {
  reply.hijack();
  const stream = reply.raw;
  let gone = false;
  stream.on('close', () => (gone = true));
  stream.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  void (async () => {
    for (let second = 0; second < mostSeconds && !gone; second += 1) {
      const step = await ask();
      stream.write(`data: ${JSON.stringify(step)}\n\n`);
      if (step.state) break;
      await pause(1_000);
    }
  })().catch(() => undefined).finally(() => stream.end());
}

/** How far the reading of one document is. */
export function stepOf({ status, says, progress }: Followed): Step {
  if (status === 'queued') return { text: message('reports.progress.queued') };
  if (status === 'reading') return progress ? { text: message('reports.progress.page', progress as never), done: progress.page, of: progress.of } : { text: message('reports.progress.reading') };
  return { text: says, done: 1, of: 1, state: status === 'refused' ? 'failed' : 'done' };
}

/** How far the reading of all documents is that are under way. */
export function stepOfAll(open: ReplyOf<typeof documentList>['items']): Step {
  if (open.length === 0) return { text: message('reports.progress.allRead'), done: 1, of: 1, state: 'done' };
  const names = open.slice(0, 3).map(({ name }) => name).join(', ');
  return { text: message('reports.progress.several', { count: open.length, names }) };
}
