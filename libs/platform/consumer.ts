import type { Envelope, EventContract } from '#libs/contracts/contract.js';
import type { Transaction } from './transaction.js';

/** What the handler of an event is given beside the payload: the inbox transaction, and who said it when. */
export interface EventContext {
  readonly tx: Transaction;
  readonly envelope: Envelope;
}

/** The name under which a handler takes an event: `evt.<producer>.<name>`. */
export function eventRoute(contract: EventContract): string {
  return `evt.${contract.producer}.${contract.name}`;
}

/**
 * eventRoute for `@EventPattern`. Its type is unknown because Nest's decorator, given a string, refuses
 * handlers that declare the type of their payload.
 */
export function eventPattern(contract: EventContract): unknown {
  return eventRoute(contract);
}
