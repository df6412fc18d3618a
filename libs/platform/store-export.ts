import { Readable } from 'node:stream';
import type { Context } from './context.js';
import type { ObjectStore } from './object-store.js';

const mostBytes = 50 * 1024 * 1024;

/** Puts a file that was made into the tenant's object store. @param name with its ending, for people; signs that file systems refuse become dashes */
export async function storeExport(store: ObjectStore, { tenant }: Context, { name, type, content }: { readonly name: string; readonly type: string; readonly content: string | Buffer }) {
  const { sha256 } = await store.put(tenant, Readable.from([Buffer.from(content as string)]), { maxBytes: mostBytes });
  return { sha256, type, name: name.replace(/[^\p{L}\p{N}. _-]+/gu, '-').replace(/\s+/g, ' ').trim() };
}
