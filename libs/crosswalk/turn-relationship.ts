import type { Relationship } from './catalog-types.js';

/** The same relationship, read from its other end. */
export const turned = (word: Relationship): Relationship => (word === 'subset' ? 'superset' : word === 'superset' ? 'subset' : word);
