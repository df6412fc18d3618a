import { hash, verify } from '@node-rs/argon2';
import { Fault } from '#libs/contracts/faults.js';

const least = 12;
/** Verified when nobody has the address, so that the answer takes as long. */
const nobody = hash('nobody has this password');

/**
 * Hashes a password with argon2id.
 * @throws Fault `accounts.password-weak` below twelve characters or when it is the address itself
 */
export async function hashPassword(password: string, email: string): Promise<string> {
  const wrong =
    password.length < least ? `Use at least ${least} characters`
    : password.length > 200 ? 'Use at most 200 characters'
    : password.toLowerCase() === email.toLowerCase() ? 'Use something other than your address'
    : null;
  if (wrong) throw new Fault('invalid', 'accounts.password-weak', wrong, { fields: [{ field: 'password', message: wrong }] });
  return hash(password);
}

/** Whether the password belongs to the hash; takes the same time where there is no hash. */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  const right = await verify(stored ?? (await nobody), password.slice(0, 200));
  return stored !== null && right;
}
