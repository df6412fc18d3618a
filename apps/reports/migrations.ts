import { documents } from './migrations/0001-documents.js';
import { review } from './migrations/0002-review.js';
import { assurance } from './migrations/0003-assurance.js';

/** In the order in which they are applied. */
export const migrations = [documents, review, assurance];
