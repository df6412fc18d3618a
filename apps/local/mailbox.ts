import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SMTPServer } from 'smtp-server';
import { holdFirst } from './ports.js';

/** A mail server that sends nothing on: every mail becomes a file of the folder. */
export interface Mailbox {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

const most = 25 * 1024 * 1024;

/**
 * Starts the local mailbox on loopback. Each mail is stored as `<time>-<random>.eml` and is on the disk before it is accepted.
 * @param folder for the mails
 * @param wish the port of the last start, taken again when it is free
 */
export async function startMailbox(folder: string, wish: number | undefined): Promise<Mailbox> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: most,
    logger: false,
    onData: (stream, _session, answer) => {
      store(stream, folder).then(
        () => (stream.sizeExceeded ? answer(Object.assign(new Error('The mail is larger than 25 MB'), { responseCode: 552 })) : answer()),
        () => answer(Object.assign(new Error('The mail could not be stored'), { responseCode: 451 })),
      );
    },
  });
  server.on('error', () => undefined);
  const held = await holdFirst([wish]);
  await held.release();
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(held.port, '127.0.0.1', resolve);
  });
  return { url: `smtp://127.0.0.1:${held.port}`, port: held.port, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function store(stream: NodeJS.ReadableStream, folder: string): Promise<void> {
  const name = `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${randomBytes(4).toString('hex')}`;
  const partial = join(folder, `.${name}.part`);
  try {
    await pipeline(stream, createWriteStream(partial, { mode: 0o600 }));
    const file = await open(partial, 'r');
    await file.sync();
    await file.close();
    await rename(partial, join(folder, `${name}.eml`));
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
