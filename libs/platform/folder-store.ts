import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { onDisk, writeHashed } from './hashed-file.js';
import { newId } from './ids.js';
import { missing, objectKey } from './object-key.js';
import type { ObjectFile, ObjectStore, StoredObject } from './object-store.js';

/** Objects in a folder. A file appears under its hash by one rename, after its bytes are on the disk. */
export class FolderStore implements ObjectStore {
  private readonly root: string;

  constructor(folder: string) {
    this.root = resolve(folder);
  }

  async put(tenant: string, source: Readable, limits: { readonly maxBytes: number }): Promise<StoredObject> {
    const incoming = join(this.root, '.incoming');
    await mkdir(incoming, { recursive: true, mode: 0o700 }).catch(onDisk);
    const path = join(incoming, newId());
    const stored = await writeHashed(path, source, limits.maxBytes);
    const place = this.place(tenant, stored.sha256);
    await mkdir(dirname(place), { recursive: true, mode: 0o700 }).catch(onDisk);
    await rename(path, place).catch(onDisk);
    await syncFolder(dirname(place));
    return stored;
  }

  async open(tenant: string, sha256: string): Promise<Readable> {
    const place = this.place(tenant, sha256);
    await stat(place).catch(() => {
      throw missing();
    });
    return createReadStream(place);
  }

  async toFile(tenant: string, sha256: string): Promise<ObjectFile> {
    const path = join(tmpdir(), `concord-${newId()}`);
    await copyFile(this.place(tenant, sha256), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw missing();
      return onDisk(error);
    });
    return { path, dispose: () => rm(path, { force: true }) };
  }

  async remove(tenant: string, sha256: string): Promise<void> {
    await rm(this.place(tenant, sha256), { force: true });
  }

  private place(tenant: string, sha256: string): string {
    return join(this.root, objectKey(tenant, sha256));
  }
}

/** Puts the name of a new file on the disk, not only its bytes. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
