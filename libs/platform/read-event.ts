import { envelope, type Envelope, type EventContract } from '#libs/contracts/contract.js';
import { readJson } from './wire.js';

/** What a message turned out to be: an event that fits a contract, or the reason why it does not. */
export type ReadEvent =
  | { readonly fits: true; readonly contract: EventContract; readonly envelope: Envelope; readonly payload: unknown }
  | { readonly fits: false; readonly reason: string };

/** Checks a message against the contracts of the events that a service takes. */
export function readEvent(events: readonly EventContract[], subject: string, data: Uint8Array): ReadEvent {
  const [, producer, name, tenant] = subject.split('.');
  const contract = events.find((event) => event.producer === producer && event.name === name);
  if (!contract) return misfit(`no contract for ${producer}.${name}`);
  const read = envelope.safeParse(readJson(data));
  if (!read.success) return misfit('the envelope cannot be read');
  if (read.data.tenant !== tenant || read.data.name !== name) return misfit('the envelope names another tenant or event than the subject');
  if (read.data.version !== contract.version) return misfit(`version ${read.data.version} is unknown, ${contract.version} is expected`);
  const payload = contract.payload.safeParse(read.data.payload);
  if (!payload.success) {
    const where = payload.error.issues.map((issue) => issue.path.join('.') || 'payload').join(', ');
    return misfit(`the payload does not fit at ${where}`);
  }
  return { fits: true, contract, envelope: read.data, payload: payload.data };
}

function misfit(reason: string): ReadEvent {
  return { fits: false, reason };
}
