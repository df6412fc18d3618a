import type { Readable } from 'node:stream';

/** What was stored: its hash is its address. */
export interface StoredObject {
  readonly sha256: string;
  readonly size: number;
  /** The first bytes, at most 4,096, by which its type can be told. */
  readonly head: Buffer;
}

/** A copy of an object in a temporary file, for readers that need a path. */
export interface ObjectFile {
  readonly path: string;
  dispose(): Promise<void>;
}

/** Files by tenant and SHA-256. The same bytes are stored once per tenant; nothing is ever overwritten by other bytes. */
export abstract class ObjectStore {
  /** Stores a stream, hashed on the way. @throws Fault `object.too-large`, `object.store-full`, `object.store-away` */
  abstract put(tenant: string, source: Readable, limits: { readonly maxBytes: number }): Promise<StoredObject>;
  /** @throws Fault `object.missing` */
  abstract open(tenant: string, sha256: string): Promise<Readable>;
  /** @throws Fault `object.missing` */
  abstract toFile(tenant: string, sha256: string): Promise<ObjectFile>;
  /** Removes an object; one that is not there is removed already. */
  abstract remove(tenant: string, sha256: string): Promise<void>;
}
