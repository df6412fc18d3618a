import type { Framework } from './catalog-types.js';

/** Whether a framework is looked at by those who did not choose which they look at. */
export const isShownAtFirst = ({ shown }: Framework): boolean => shown !== false;
