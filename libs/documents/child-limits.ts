/** What a child may use before it is stopped. */
export interface ChildLimits {
  /** Wall clock, milliseconds. */
  readonly timeoutMs: number;
  /** Resident set, bytes. */
  readonly memoryBytes: number;
  /** Most bytes that the child may print. */
  readonly outputBytes: number;
}

export const defaultChildLimits: ChildLimits = {
  timeoutMs: 30_000,
  memoryBytes: 512 * 1024 * 1024,
  outputBytes: 192 * 1024 * 1024,
};
