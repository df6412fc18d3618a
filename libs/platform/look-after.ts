/** What the stream and a consumer say about where they stand. Sequences count from 1. */
export interface StreamState {
  readonly first: number;
  readonly last: number;
}

export interface ConsumerState {
  /** Everything up to here is settled. */
  readonly settledTo: number;
  readonly pending: number;
  readonly unsettled: number;
}

/** What to do with an event that stays unconfirmed: publish it again, or wait. */
export type LookAfter = 'publish' | 'wait';

/**
 * Decides whether an unconfirmed event has to be published again: only where the stream no longer holds it, or where
 * a consumer that has not confirmed it has passed it. While a consumer does not exist, publishing would reach nobody.
 * @param sequence where the stream took the event
 * @param consumers the state of each consumer that has not confirmed, null for one that does not exist
 */
export function lookAfter(sequence: number, stream: StreamState, consumers: readonly (ConsumerState | null)[]): LookAfter {
  const there = consumers.filter((consumer) => consumer !== null);
  if (there.length === 0) return consumers.length === 0 ? 'publish' : 'wait';
  const held = sequence >= stream.first && sequence <= stream.last;
  return !held || there.some((consumer) => hasPassed(consumer, sequence)) ? 'publish' : 'wait';
}

function hasPassed(consumer: ConsumerState, sequence: number): boolean {
  return consumer.settledTo >= sequence || (consumer.pending === 0 && consumer.unsettled === 0);
}

/**
 * How long to wait for a confirmation before looking after an event: twice as long with each attempt, at most five minutes.
 * @returns milliseconds
 */
export function patience(base: number, attempt: number): number {
  return Math.min(base * 2 ** (attempt - 1), 300_000);
}
