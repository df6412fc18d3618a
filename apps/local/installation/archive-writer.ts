import { once } from 'node:events';
import { createReadStream, createWriteStream, type Stats } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { createGzip, type Gzip } from 'node:zlib';
import { systemCode } from '../refusal.js';

const block = 512;

/** Writes a gzipped tar file, entry by entry. It appears under its name when it is complete and on the disk. */
export class ArchiveWriter {
  private readonly gzip: Gzip;
  private readonly partial: string;
  private readonly done: Promise<void>;

  constructor(private readonly path: string) {
    this.partial = `${path}.${process.pid}.part`;
    this.gzip = createGzip({ level: 3 });
    const out = createWriteStream(this.partial, { mode: 0o600, flush: true });
    this.done = Promise.all([finished(this.gzip.on('error', (error) => out.destroy(error))), finished(this.gzip.pipe(out))]).then(() => undefined);
    this.done.catch((error: Error) => this.gzip.destroy(error));
  }

  /** Adds a text as a file. */
  async text(name: string, text: string): Promise<void> {
    const data = Buffer.from(text);
    await this.write(header(name, data.length, '0'));
    await this.write(padded(data));
  }

  /**
   * Adds a file as it is on the disk. One that changes meanwhile is cut or filled up to the size it had: for a database
   * the log that is added later sets that right. One that is gone is left out.
   */
  async file(name: string, path: string): Promise<void> {
    const facts = await there(path);
    if (!facts) return;
    await this.write(header(name, facts.size, '0'));
    let left = facts.size;
    if (left > 0) {
      for await (const chunk of createReadStream(path, { end: facts.size - 1 })) {
        await this.write(chunk as Buffer);
        left -= (chunk as Buffer).length;
      }
    }
    for (; left > 0; left -= Math.min(left, 65_536)) await this.write(Buffer.alloc(Math.min(left, 65_536)));
    await this.write(Buffer.alloc((block - (facts.size % block)) % block));
  }

  /** Adds a folder with all that is in it, but for the paths (below `name`) that are not wanted. */
  async folder(name: string, path: string, wanted: (name: string) => boolean = () => true): Promise<void> {
    await this.write(header(`${name}/`, 0, '5'));
    const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inner = `${name}/${entry.name}`;
      if (!wanted(inner)) continue;
      if (entry.isDirectory()) await this.folder(inner, join(path, entry.name), wanted);
      else if (entry.isFile()) await this.file(inner, join(path, entry.name));
    }
  }

  /** Ends the archive and gives it its name. */
  async close(): Promise<void> {
    await this.write(Buffer.alloc(block * 2));
    this.gzip.end();
    await this.done;
    await rename(this.partial, this.path);
  }

  /** Gives up: nothing stays behind. */
  async abandon(): Promise<void> {
    this.gzip.destroy();
    await this.done.catch(() => undefined);
    await rm(this.partial, { force: true });
  }

  private async write(data: Buffer): Promise<void> {
    if (data.length === 0) return;
    if (!this.gzip.write(data)) await Promise.race([once(this.gzip, 'drain'), this.done]);
  }
}

async function there(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function padded(data: Buffer): Buffer {
  return Buffer.concat([data, Buffer.alloc((block - (data.length % block)) % block)]);
}

/** One ustar header. Names longer than 100 bytes are split at a slash; sizes up to 8 GB fit. */
function header(name: string, size: number, type: '0' | '5'): Buffer {
  const [prefix, rest] = split(name);
  const data = Buffer.alloc(block);
  data.write(rest, 0, 100, 'utf8');
  data.write(type === '5' ? '0000700\0' : '0000600\0', 100);
  data.write('0000000\0', 108);
  data.write('0000000\0', 116);
  data.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  data.write(`${Math.floor(Date.now() / 1000).toString(8).padStart(11, '0')}\0`, 136);
  data.write('        ', 148);
  data.write(type, 156);
  data.write('ustar\0' + '00', 257);
  data.write(prefix, 345, 155, 'utf8');
  const sum = data.reduce((total, byte) => total + byte, 0);
  data.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return data;
}

function split(name: string): [prefix: string, rest: string] {
  if (Buffer.byteLength(name) <= 100) return ['', name];
  const at = name.lastIndexOf('/', name.length - (name.endsWith('/') ? 2 : 1));
  const [prefix, rest] = [name.slice(0, at), name.slice(at + 1)];
  if (at < 1 || Buffer.byteLength(prefix) > 155 || Buffer.byteLength(rest) > 100) throw new Error(`the name ${name} is too long for an archive`);
  return [prefix, rest];
}
