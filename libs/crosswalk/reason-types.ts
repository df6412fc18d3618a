/** One step of a proof: what it says in one plain sentence, by which rule, and from which steps it follows. */
export interface Reason {
  readonly rule: string;
  readonly says: string;
  /** Id of the row that it rests on. */
  readonly row?: string;
  /** Id of the evidence that it rests on. */
  readonly evidence?: string;
  readonly from?: readonly Reason[];
}
