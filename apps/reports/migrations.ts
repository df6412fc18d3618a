import { documents } from './migrations/0001-documents.js';

/** In the order in which they are applied. */
export const migrations = [documents];
