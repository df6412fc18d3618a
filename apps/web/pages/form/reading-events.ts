import { setTimeout as pause } from 'node:timers/promises';
import { readingsGet } from '#libs/contracts/vendor-form.contract.js';
import type { Bus } from '#libs/platform/bus.js';
import type { Context } from '#libs/platform/context.js';
import { message } from '../../render.js';
import { isAllRead, readingLine, readingShare } from './documents.view.js';

const longestMs = 120_000;
const everyMs = 1_000;

/** Server-sent events while documents are being read: which page is read now, then that it is done. Ends after two minutes at the latest; the browser asks again. */
export async function* readingEvents(bus: Bus, context: Context): AsyncGenerator<string> {
  const end = Date.now() + longestMs;
  let said = '';
  while (Date.now() < end) {
    const { items } = await bus.request(readingsGet, {}, context);
    if (isAllRead(items)) {
      yield event({ text: message('form.documents.readingDone'), state: 'done' });
      return;
    }
    const now = JSON.stringify({ text: readingLine(items), ...readingShare(items) });
    yield now === said ? ':\n\n' : `data: ${now}\n\n`;
    said = now;
    await pause(everyMs);
  }
}

const event = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;
