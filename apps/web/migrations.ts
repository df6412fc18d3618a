import { accounts } from './migrations/0001-accounts.js';
import { zone } from './migrations/0002-zone.js';

/** In the order in which they are applied. */
export const migrations = [accounts, zone];
