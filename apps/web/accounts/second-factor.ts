import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const period = 30;

/** The key that hides TOTP secrets at rest, derived from the session key. */
function cipherKey(sessionKey: string): Buffer {
  return Buffer.from(hkdfSync('sha256', sessionKey, '', 'concord totp', 32));
}

/** Encrypts a TOTP secret for the database (AES-256-GCM, base64 of nonce, tag and text). */
export function hide(secret: string, sessionKey: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', cipherKey(sessionKey), nonce);
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64');
}

/** Reads what {@link hide} wrote. */
export function reveal(hidden: string, sessionKey: string): string {
  const bytes = Buffer.from(hidden, 'base64');
  const cipher = createDecipheriv('aes-256-gcm', cipherKey(sessionKey), bytes.subarray(0, 12));
  cipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString('utf8');
}

/** A new TOTP secret in base 32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** The `otpauth://` address that an authenticator app scans. */
export function totpAddress(secret: string, email: string): string {
  return new TOTP({ issuer: 'Concord', label: email, secret, period }).toString();
}

/**
 * Checks a six-digit code with one step of tolerance.
 * @param lastStep the last step that was used; the same or an earlier one is refused (RFC 6238, section 5.2)
 * @returns the step of the code, or null when it is wrong or was used before
 */
export function checkTotp(secret: string, code: string, lastStep: number, now: number): number | null {
  const delta = new TOTP({ secret, period }).validate({ token: code.replace(/\s/g, ''), timestamp: now, window: 1 });
  if (delta === null) return null;
  const step = Math.floor(now / 1000 / period) + delta;
  return step > lastStep ? step : null;
}
