import { requests } from './migrations/0001-requests.js';

/** In the order in which they are applied. */
export const migrations = [requests];
