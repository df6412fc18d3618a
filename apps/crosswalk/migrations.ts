import { evidence } from './migrations/0001-evidence.js';

/** In the order in which they are applied. */
export const migrations = [evidence];
