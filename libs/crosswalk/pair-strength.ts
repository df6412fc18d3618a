/** The numbers behind the strength of a pair, in one place. Strengths of rows are 1–10. */
export const PAIR_STRENGTH = {
  /**
   * One shared control: both rows' strengths as shares, squared so that weak rows do not add up to a claim, over the
   * geometric mean of how many requirements of each framework map to it.
   */
  ofShared(left: number, right: number, breadth: number): number {
    return ((left / 10) * (right / 10)) ** 2 / breadth;
  },
  /** A direct row: as much as a control that only the two share. */
  ofDirect(strength: number): number {
    return (strength / 10) ** 2;
  },
  /** From 0 towards 10; a claim (5) where the weight reaches {@link CLAIM}. One decimal. */
  ofWeight(weight: number): number {
    return Math.round((100 * weight) / (weight + CLAIM)) / 10;
  },
};

/** About what two rows of strength 8 give over a control that five requirements of each framework share. */
const CLAIM = 0.08;
