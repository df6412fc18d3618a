import { mails } from './migrations/0001-mails.js';
import { closed } from './migrations/0002-closed.js';

/** In the order in which they are applied. */
export const migrations = [mails, closed];
