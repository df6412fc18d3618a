import { headers, type MsgHdrs } from '@nats-io/transport-node';
import { faultBody, Fault } from '#libs/contracts/faults.js';
import { traceparent } from './context.js';

/** The headers of a request and its reply. */
export const wire = {
  actor: 'Concord-Actor',
  idempotencyKey: 'Concord-Idempotency-Key',
  fault: 'Concord-Fault',
  trace: 'traceparent',
} as const;

/** The headers of one request. */
export function requestHeaders(token: string, trace: string, idempotencyKey: string | undefined): MsgHdrs {
  const made = headers();
  made.set(wire.actor, token);
  made.set(wire.trace, traceparent(trace));
  if (idempotencyKey) made.set(wire.idempotencyKey, encodeURIComponent(idempotencyKey));
  return made;
}

/** The headers of a reply that is a fault. */
export function faultHeaders(fault: Fault): MsgHdrs {
  const made = headers();
  made.set(wire.fault, fault.code);
  return made;
}

/** Rebuilds the fault that came over the wire; one that cannot be read is an internal fault. */
export function faultFrom(body: unknown): Fault {
  const read = faultBody.safeParse(body);
  return read.success ? Fault.from(read.data) : new Fault('internal', 'platform.internal', 'The service answered with an error that cannot be read.');
}

/** JSON from bytes, undefined where it is none. */
export function readJson(data: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(data)) as unknown;
  } catch {
    return undefined;
  }
}

/** Bytes of a value as JSON. */
export function writeJson(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value ?? null));
}
