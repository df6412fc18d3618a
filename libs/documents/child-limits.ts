/** What a child may use before it is stopped. */
export interface ChildLimits {
  /** Wall clock, milliseconds. */
  readonly timeoutMs: number;
  /** Time of the processor, milliseconds, where the system tells it: a busy machine makes nothing longer. */
  readonly processorMs: number;
  /** Resident set, bytes. */
  readonly memoryBytes: number;
  /** Most bytes that the child may print. */
  readonly outputBytes: number;
}

export const defaultChildLimits: ChildLimits = {
  timeoutMs: 30_000,
  processorMs: 30_000,
  memoryBytes: 512 * 1024 * 1024,
  outputBytes: 192 * 1024 * 1024,
};
