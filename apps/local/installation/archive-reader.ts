import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { Refusal } from '../refusal.js';

/** One entry of an archive; its data must be read before the next entry is asked for. */
export interface ArchiveEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
  readonly size: number;
  data(): AsyncGenerator<Buffer>;
}

const block = 512;

/**
 * Reads a gzipped tar file, entry by entry.
 * @throws Refusal when the file is no such archive, is damaged or ends too early
 */
export async function* readArchive(path: string): AsyncGenerator<ArchiveEntry> {
  const source = new Blocks(path);
  for (;;) {
    const head = await source.take(block);
    if (head.every((byte) => byte === 0)) return;
    const entry = parse(head, path);
    let left = entry.size;
    const data = async function* () {
      while (left > 0) {
        const chunk = await source.some(left);
        left -= chunk.length;
        yield chunk;
      }
    };
    yield { ...entry, data };
    for await (const _rest of data());
    await source.take((block - (entry.size % block)) % block);
  }
}

function parse(head: Buffer, path: string): Omit<ArchiveEntry, 'data'> {
  const text = (from: number, length: number) => head.toString('utf8', from, from + length).replace(/\0.*$/s, '');
  const sum = Number.parseInt(text(148, 8), 8);
  const actual = head.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  if (text(257, 5) !== 'ustar' || sum !== actual) throw damaged(path);
  const prefix = text(345, 155);
  const kind = text(156, 1) === '5' ? 'folder' : text(156, 1) === '0' ? 'file' : undefined;
  const name = `${prefix ? `${prefix}/` : ''}${text(0, 100)}`.replace(/\/$/, '');
  if (!kind || name.split('/').some((part) => part === '' || part === '.' || part === '..') || name.includes('\\')) throw damaged(path);
  return { name, kind, size: Number.parseInt(text(124, 12), 8) };
}

/** The inflated bytes of a file, taken by number. */
class Blocks {
  private readonly chunks: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(private readonly path: string) {
    const gunzip = createGunzip();
    createReadStream(path).on('error', (error) => gunzip.destroy(error)).pipe(gunzip);
    this.chunks = gunzip[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let left = count; left > 0; ) {
      const part = await this.some(left);
      parts.push(part);
      left -= part.length;
    }
    return Buffer.concat(parts);
  }

  async some(most: number): Promise<Buffer> {
    if (this.rest.length === 0) this.rest = await this.next();
    const part = this.rest.subarray(0, most);
    this.rest = this.rest.subarray(part.length);
    return part;
  }

  private async next(): Promise<Buffer> {
    try {
      const { value, done } = await this.chunks.next();
      if (done) throw damaged(this.path);
      return value;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Refusal(`There is no file ${this.path}.`);
      throw error instanceof Refusal ? error : damaged(this.path);
    }
  }
}

function damaged(path: string): Refusal {
  return new Refusal(`${path} is not a whole archive of Concord: take another copy of it.`);
}
