import type { Envelope, EventContract } from '#libs/contracts/contract.js';
import type { Transaction } from './transaction.js';

/** What the handler of an event is given beside the payload: the inbox transaction, and who said it when. */
export interface EventContext {
  readonly tx: Transaction;
  readonly envelope: Envelope;
}

/** The pattern under which a handler takes an event: `evt.<producer>.<name>`. */
export function eventPattern(contract: EventContract): string {
  return `evt.${contract.producer}.${contract.name}`;
}
