import { FolderStore } from './folder-store.js';
import type { ObjectStore } from './object-store.js';
import { S3Store, s3Target } from './s3-store.js';

/** Opens the store that `OBJECT_STORE` names: a folder, or `s3://key:secret@host:port/bucket?region=…&tls=0`. */
export function openObjectStore(location: string): ObjectStore {
  return location.startsWith('s3://') ? new S3Store(s3Target(location)) : new FolderStore(location);
}
