import { createHash } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Fault } from '#libs/contracts/faults.js';
import type { StoredObject } from './object-store.js';

const headLength = 4_096;

/**
 * Writes a stream to a new file and to the disk, hashing and counting on the way; on a failure the file is gone.
 * @throws Fault `object.too-large` as soon as the limit is passed, `object.store-full` where the disk is full
 */
export async function writeHashed(path: string, source: Readable, maxBytes: number): Promise<StoredObject> {
  const file = await open(path, 'wx', 0o600).catch(onDisk);
  try {
    const stored = await pour(file, source, maxBytes);
    await file.sync();
    await file.close();
    return stored;
  } catch (error) {
    source.destroy();
    await file.close().catch(() => undefined);
    await rm(path, { force: true });
    return onDisk(error);
  }
}

async function pour(file: FileHandle, source: Readable, maxBytes: number): Promise<StoredObject> {
  const hash = createHash('sha256');
  const head: Buffer[] = [];
  let size = 0;
  for await (const part of source) {
    const chunk = Buffer.from(part as Uint8Array);
    if (size < headLength) head.push(chunk.subarray(0, headLength - size));
    size += chunk.length;
    if (size > maxBytes) throw new Fault('too-large', 'object.too-large', `The file is larger than ${maxBytes} bytes.`, { details: { maxBytes } });
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  return { sha256: hash.digest('hex'), size, head: Buffer.concat(head) };
}

/** Turns a full disk into a fault that says so; throws anything else as it is. */
export function onDisk(error: unknown): never {
  if ((error as { code?: string }).code === 'ENOSPC') throw new Fault('full', 'object.store-full', 'The file store has no space left: nothing was saved. Free or add disk space.');
  throw error;
}
