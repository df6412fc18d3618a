import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * A secret that is computed when it is needed and stored nowhere: HMAC-SHA256 over purpose, id and generation.
 * A new generation withdraws the secret before it.
 * @param key at least 32 bytes as base64url, from the configuration
 * @returns 32 bytes as base64url (43 characters)
 * @throws Error when the key is missing or short
 */
export function derive(key: string | undefined, purpose: string, id: string, generation: number): string {
  return mac(key, purpose, id, generation).toString('base64url');
}

/** Six decimal digits derived in the same way, for a code that a person types. */
export function sixDigits(key: string | undefined, purpose: string, id: string, generation: number): string {
  const number = mac(key, `${purpose}:digits`, id, generation).readBigUInt64BE() % 1_000_000n;
  return number.toString().padStart(6, '0');
}

/** Compares two secrets in a time that tells nothing about where they differ. */
export function sameSecret(one: string, other: string): boolean {
  const left = Buffer.from(one);
  const right = Buffer.from(other);
  return left.length === right.length && timingSafeEqual(left, right);
}

function mac(key: string | undefined, purpose: string, id: string, generation: number): Buffer {
  const secret = Buffer.from(key ?? '', 'base64url');
  if (secret.length < 32) throw new Error(`a key of at least 32 bytes is needed to derive "${purpose}"`);
  return createHmac('sha256', secret).update(JSON.stringify([purpose, id, generation])).digest();
}
