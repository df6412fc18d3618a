import { createRequire } from 'node:module';

/**
 * Imported before the PDF library where text is read and nothing is drawn; a third of the time of a short report goes into
 * three things that only drawing, or a worker of its own, needs:
 * - the native canvas of 30 MB that the library loads as it starts: it finds an empty one instead;
 * - the copy of each message between the library and its worker, which runs in the same thread here: plain objects, lists
 *   and typed arrays are copied one by one, anything else as before;
 * - a slower `push` of arrays for lengths beyond 2³², which no page has: `ownPush` brings Node's back once all is loaded.
 */
const push = Array.prototype.push;
class Nothing {}
try {
  const require = createRequire(createRequire(import.meta.url).resolve('pdf-parse'));
  const path = require.resolve('@napi-rs/canvas');
  require.cache[path] ??= { id: path, filename: path, path, loaded: true, exports: { DOMMatrix: Nothing, ImageData: Nothing, Path2D: Nothing } } as unknown as NodeJS.Module;
} catch {
  // not installed: the library does without
}

const cloned = globalThis.structuredClone;
const copy = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'function' || typeof value === 'symbol') return cloned(value);
    return value;
  }
  if (Array.isArray(value)) return value.map(copy);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return cloned(value);
  const out: Record<string, unknown> = {};
  for (const key of Object.keys(value)) out[key] = copy((value as Record<string, unknown>)[key]);
  return out;
};
globalThis.structuredClone = ((value: unknown, options?: Parameters<typeof structuredClone>[1]) => (options?.transfer?.length ? cloned(value, options) : copy(value))) as typeof structuredClone;

export const ownPush = (): void => {
  Object.defineProperty(Array.prototype, 'push', { value: push, writable: true, configurable: true, enumerable: false });
};
