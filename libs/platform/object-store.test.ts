import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { sha256 } from './digests.js';
import { newId } from './ids.js';
import type { ObjectStore } from './object-store.js';
import { openObjectStore } from './open-object-store.js';
import { s3Target } from './s3-store.js';

interface S3Server {
  run(): Promise<{ port: number }>;
  close(): Promise<void>;
}

let folder: string;
let s3: S3Server;
const stores: Record<string, ObjectStore> = {};
const elsewhere = process.env.S3_TEST_URL;
const names = ['folder', 's3', ...(elsewhere ? ['s3 elsewhere'] : [])];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'concord-objects-'));
  stores.folder = openObjectStore(join(folder, 'files'));
  const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => S3Server;
  s3 = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: join(folder, 's3'), configureBuckets: [{ name: 'concord' }] });
  const { port } = await s3.run();
  stores.s3 = openObjectStore(`s3://S3RVER:S3RVER@127.0.0.1:${port}/concord?region=us-east-1&tls=0`);
  if (elsewhere) stores['s3 elsewhere'] = openObjectStore(elsewhere);
}, 20_000);
afterAll(async () => {
  await s3?.close();
  await rm(folder, { recursive: true, force: true });
});

const limits = { maxBytes: 2_000_000 };

describe.each(names)('the object store in %s', (name) => {
  const store = () => stores[name]!;

  test('gives back what was put, under the hash of its bytes', async () => {
    const tenant = newId();
    const bytes = Buffer.alloc(1_000_000, 'concord ');
    const stored = await store().put(tenant, Readable.from([bytes.subarray(0, 10), bytes.subarray(10)]), limits);
    expect(stored).toMatchObject({ sha256: sha256(bytes), size: 1_000_000 });
    expect(stored.head.equals(bytes.subarray(0, 4_096))).toBe(true);
    expect((await buffer(await store().open(tenant, stored.sha256))).equals(bytes)).toBe(true);
    const file = await store().toFile(tenant, stored.sha256);
    expect((await readFile(file.path)).equals(bytes)).toBe(true);
    await file.dispose();
    await expect(readFile(file.path)).rejects.toThrow('ENOENT');
  });

  test('takes an empty file, and the same file twice', async () => {
    const tenant = newId();
    for (let time = 0; time < 2; time += 1) expect(await store().put(tenant, Readable.from([]), limits)).toMatchObject({ sha256: sha256(''), size: 0 });
    expect(await buffer(await store().open(tenant, sha256('')))).toHaveLength(0);
  });

  test('stops reading a file that is too large and keeps nothing of it', async () => {
    const tenant = newId();
    let read = 0;
    async function* endless() {
      for (;;) {
        read += 1;
        yield Buffer.alloc(1_000);
      }
    }
    await expect(store().put(tenant, Readable.from(endless()), { maxBytes: 10_000 })).rejects.toMatchObject({ code: 'object.too-large', status: 413 });
    expect(read).toBeLessThan(60);
    await expect(store().open(tenant, sha256(Buffer.alloc(11_000)))).rejects.toMatchObject({ status: 404 });
  });

  test('keeps nothing of a source that breaks', async () => {
    async function* broken() {
      yield Buffer.from('half');
      throw new Error('the browser went away');
    }
    await expect(store().put(newId(), Readable.from(broken()), limits)).rejects.toThrow('the browser went away');
  });

  test('shows a tenant nothing of another', async () => {
    const stored = await store().put(newId(), Readable.from([Buffer.from('secret')]), limits);
    await expect(store().open(newId(), stored.sha256)).rejects.toMatchObject({ code: 'object.missing' });
  });

  test('removes a file, and one that is not there', async () => {
    const tenant = newId();
    const { sha256: hash } = await store().put(tenant, Readable.from([Buffer.from('brief')]), limits);
    await store().remove(tenant, hash);
    await store().remove(tenant, hash);
    await expect(store().toFile(tenant, hash)).rejects.toMatchObject({ status: 404 });
  });

  test.each(['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(63)}/`])('finds nothing under the hash "%s"', async (hash) => {
    await expect(store().open(newId(), hash)).rejects.toMatchObject({ code: 'object.missing' });
    await expect(store().open('../..', 'a'.repeat(64))).rejects.toMatchObject({ code: 'object.missing' });
  });
});

test('the folder holds nothing but whole files under their hashes', async () => {
  const left = await readdir(join(folder, 'files', '.incoming'));
  expect(left).toEqual([]);
});

test('an S3 that does not answer is unavailable', async () => {
  const store = openObjectStore('s3://k:s@127.0.0.1:9/concord?tls=0');
  await expect(store.open(newId(), 'a'.repeat(64))).rejects.toMatchObject({ code: 'object.store-away', status: 503 });
}, 15_000);

test('an S3 address has to be complete', () => {
  expect(s3Target('s3://key:a%2Fb@minio:9000/files?region=eu-central-1&tls=0')).toEqual({ bucket: 'http://minio:9000/files', region: 'eu-central-1', key: 'key', secret: 'a/b' });
  expect(() => s3Target('s3://minio:9000/files')).toThrow('OBJECT_STORE must be');
});
