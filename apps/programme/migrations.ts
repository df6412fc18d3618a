import { ownControls } from './migrations/0001-own-controls.js';

/** In the order in which they are applied. */
export const migrations = [ownControls];
