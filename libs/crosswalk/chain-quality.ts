import { ASSURANCES } from './evidence-types.js';
import type { Assurance } from './evidence-types.js';
import type { Counted } from './select-evidence.js';

/**
 * How good a chain is, in one number that compares: assurance first, then whether every link counts in its own period,
 * then the last day on which all links count. 0: no chain.
 */
export type Quality = number;

const DAYS = 2 ** 22;

export function qualityOf({ fact, aged, until }: Counted): Quality {
  return (2 * (ASSURANCES.indexOf(fact.assurance) + 1) + (aged ? 0 : 1)) * DAYS + Math.max(0, until);
}

/** A chain is as good as its weakest link, in each respect. */
export function weakest(a: Quality, b: Quality): Quality {
  const [one, two] = [Math.floor(a / DAYS), Math.floor(b / DAYS)];
  return (2 * Math.min(one >> 1, two >> 1) + (one & two & 1)) * DAYS + Math.min(a % DAYS, b % DAYS);
}

export const assuranceOf = (quality: Quality): Assurance => ASSURANCES[(Math.floor(quality / DAYS) >> 1) - 1]!;
export const isAged = (quality: Quality): boolean => (Math.floor(quality / DAYS) & 1) === 0;
/** The last day on which every link counts, in days since 1 January 1970. */
export const untilOf = (quality: Quality): number => quality % DAYS;
