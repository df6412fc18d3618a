/** The numbers behind the strength of a pair, in one place. Strengths of rows are 1–10. */
export const PAIR_STRENGTH = {
  /** One shared control: the rows' strengths as shares, over the geometric mean of how many requirements map to it. */
  ofShared(left: number, right: number, breadth: number): number {
    return ((left / 10) * (right / 10)) / breadth;
  },
  /** A direct row: as much as a control of their own that only the two share. */
  ofDirect(strength: number): number {
    return strength / 10;
  },
  /** From 0 towards 10; a claim (5) where the weight reaches {@link CLAIM}. One decimal. */
  ofWeight(weight: number): number {
    return Math.round((100 * weight) / (weight + CLAIM)) / 10;
  },
};

/** About what two strong rows give over a control that five requirements of each framework share. */
const CLAIM = 0.12;
