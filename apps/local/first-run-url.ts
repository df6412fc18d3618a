import { firstRunToken } from '../web/accounts/first-run.js';

/** The address at which the first administrator is created; it is of no more use once there is one. */
export function firstRunUrl(address: string, sessionKey: string): string {
  return `${address.replace(/\/$/, '')}/first-run/${firstRunToken(sessionKey)}`;
}
