import { v7 } from 'uuid';

/** A new UUIDv7: unique without asking anybody, and ordered by time of creation. */
export function newId(): string {
  return v7();
}
