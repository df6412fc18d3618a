import { mails } from './migrations/0001-mails.js';

/** In the order in which they are applied. */
export const migrations = [mails];
