import { AwsClient } from 'aws4fetch';
import { openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Fault } from '#libs/contracts/faults.js';
import { onDisk, writeHashed } from './hashed-file.js';
import { newId } from './ids.js';
import { missing, objectKey } from './object-key.js';
import type { ObjectFile, ObjectStore, StoredObject } from './object-store.js';

/** Where the bucket is and with which key it is used. */
export interface S3Target {
  readonly bucket: string;
  readonly region: string;
  readonly key: string;
  readonly secret: string;
}

/** Reads `s3://key:secret@host:port/bucket?region=…&tls=0`. @throws Error that says what is missing */
export function s3Target(location: string): S3Target {
  const url = new URL(location);
  const name = url.pathname.replaceAll('/', '');
  if (!url.host || !name || !url.username || !url.password) throw new Error('OBJECT_STORE must be s3://key:secret@host:port/bucket?region=…');
  const scheme = url.searchParams.get('tls') === '0' ? 'http' : 'https';
  return {
    bucket: `${scheme}://${url.host}/${name}`,
    region: url.searchParams.get('region') ?? 'us-east-1',
    key: decodeURIComponent(url.username),
    secret: decodeURIComponent(url.password),
  };
}

/** Objects in an S3 bucket, addressed by path. A stream goes through a temporary file, since its length must be known first. */
export class S3Store implements ObjectStore {
  private readonly client: AwsClient;

  constructor(private readonly target: S3Target) {
    const { key, secret, region } = target;
    this.client = new AwsClient({ accessKeyId: key, secretAccessKey: secret, region, service: 's3', retries: 3 });
  }

  async put(tenant: string, source: Readable, limits: { readonly maxBytes: number }): Promise<StoredObject> {
    const path = temporary();
    const stored = await writeHashed(path, source, limits.maxBytes);
    try {
      const body = await openAsBlob(path);
      await this.send('PUT', tenant, stored.sha256, { body, headers: { 'content-length': String(stored.size), 'x-amz-content-sha256': stored.sha256 } });
      return stored;
    } finally {
      await rm(path, { force: true });
    }
  }

  async open(tenant: string, sha256: string): Promise<Readable> {
    const response = await this.send('GET', tenant, sha256);
    return response.body ? Readable.fromWeb(response.body as ReadableStream) : Readable.from([]);
  }

  async toFile(tenant: string, sha256: string): Promise<ObjectFile> {
    const path = temporary();
    const dispose = () => rm(path, { force: true });
    try {
      await pipeline(await this.open(tenant, sha256), createWriteStream(path, { mode: 0o600 }));
      return { path, dispose };
    } catch (error) {
      await dispose();
      return onDisk(error);
    }
  }

  async remove(tenant: string, sha256: string): Promise<void> {
    await this.send('DELETE', tenant, sha256).catch((error: unknown) => {
      if (!(error instanceof Fault) || error.kind !== 'missing') throw error;
    });
  }

  private async send(method: string, tenant: string, sha256: string, more: RequestInit = {}): Promise<Response> {
    const response = await this.fetch(`${this.target.bucket}/${objectKey(tenant, sha256)}`, { method, ...more });
    if (response.ok) return response;
    await response.body?.cancel();
    if (response.status === 404) throw missing();
    if (response.status === 507) throw new Fault('full', 'object.store-full', 'The file store has no space left: nothing was saved.');
    throw away(`it answered ${response.status}`);
  }

  private async fetch(url: string, request: RequestInit): Promise<Response> {
    try {
      return await this.client.fetch(url, request);
    } catch {
      throw away('it does not answer');
    }
  }
}

function temporary(): string {
  return join(tmpdir(), `concord-${newId()}`);
}

function away(reason: string): Fault {
  return new Fault('unavailable', 'object.store-away', `The file store cannot be used: ${reason}. Try again in a moment.`);
}
