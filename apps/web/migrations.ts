import { accounts } from './migrations/0001-accounts.js';

/** In the order in which they are applied. */
export const migrations = [accounts];
