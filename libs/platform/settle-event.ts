import type { JsMsg } from '@nats-io/jetstream';
import type { Service } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import type { Confirmer } from './confirmer.js';
import { newTrace, type Context } from './context.js';
import { databaseFault } from './database-faults.js';
import type { DeadLetters } from './dead-letters.js';
import { claimEvent } from './inbox.js';
import { traced, type Log } from './log.js';
import type { Metrics } from './metrics.js';
import { readEvent, type ReadEvent } from './read-event.js';
import type { Delivery } from './streams.js';
import type { TenantDatabase } from './tenant-database.js';
import type { Transaction } from './transaction.js';
import type { ContractTransport } from './transport.js';
import type { EventContract } from '#libs/contracts/contract.js';

type Fitting = Extract<ReadEvent, { fits: true }>;

export interface SettleParts {
  readonly service: Service;
  readonly events: readonly EventContract[];
  readonly database: TenantDatabase;
  readonly deadLetters: DeadLetters;
  readonly transport: ContractTransport;
  readonly confirmer: Confirmer;
  readonly delivery: Delivery;
  /** Tries last deliveries one after the other: what a killed process leaves parked is what killed it. */
  readonly lastTry: (work: () => Promise<void>) => Promise<void>;
  readonly metrics: Metrics;
  readonly log: Log;
}

/**
 * Settles one delivery of an event: its effect and the inbox row in one transaction, then the confirmation, then the acknowledgement.
 * What fits no contract is parked at once. The last delivery is parked before it is tried, so that a handler that kills
 * its process leaves a row behind.
 */
export async function settleEvent(parts: SettleParts, message: JsMsg): Promise<void> {
  const read = readEvent(parts.events, message.subject, message.data);
  const last = message.info.deliveryCount > parts.delivery.retryDelays.length;
  try {
    if (!read.fits) await park(parts, message, read.reason);
    else if (last) await parts.lastTry(() => tryParked(parts, message, read));
    else await parts.database.run(contextOf(parts.service, read), (tx) => once(parts, tx, read));
  } catch (error) {
    return again(parts, message, error);
  }
  await confirm(parts, message, read);
  parts.metrics.eventSettled(named(message), read.fits ? 'done' : 'dead');
  message.ack();
}

/** Gives a parked message its effect. @throws Fault where it is unknown, still does not fit, or fails again */
export async function replayDeadLetter(parts: SettleParts, context: Context, id: string): Promise<void> {
  await parts.deadLetters.settle(context, id, async (tx, letter) => {
    const read = readEvent(parts.events, letter.subject, Buffer.from(letter.body));
    if (!read.fits) throw new Fault('unprocessable', 'platform.dead-letter-misfit', `The message still has no effect: ${read.reason}.`);
    await parts.transport.deliver(read.contract, read.payload, { tx, envelope: read.envelope });
    await tx.audit('dead-letter.replayed', id, { event: named(letter) });
  });
}

async function once(parts: SettleParts, tx: Transaction, read: Fitting): Promise<void> {
  if (!(await claimEvent(tx, parts.service, read.envelope.id))) return;
  await parts.transport.deliver(read.contract, read.payload, { tx, envelope: read.envelope });
}

async function tryParked(parts: SettleParts, message: JsMsg, read: Fitting): Promise<void> {
  const context = contextOf(parts.service, read);
  const { id } = read.envelope;
  const parked = await parts.deadLetters.park(context, id, message.subject, message.string(), 'its last delivery began and never ended');
  if (!parked) return;
  try {
    await parts.deadLetters.settle(context, id, (tx) => parts.transport.deliver(read.contract, read.payload, { tx, envelope: read.envelope }));
  } catch (error) {
    if (isAway(error)) throw error;
    await parts.deadLetters.explain(context, id, reasonOf(error));
    parts.metrics.eventSettled(named(message), 'dead');
    parts.log.error({ event: id, subject: named(message), ...traced(error) }, 'an event failed at its last delivery and was parked');
  }
}

async function park(parts: SettleParts, message: JsMsg, reason: string): Promise<void> {
  const { tenant, id } = identityOf(message);
  parts.log.error({ event: id, subject: named(message), reason }, 'an event fits no contract and was parked');
  const context: Context = { tenant, actor: `system:${parts.service}`, kind: 'system', roles: [], issuer: parts.service, request: id, trace: newTrace() };
  await parts.deadLetters.park(context, id, message.subject, message.string(), reason);
}

function again(parts: SettleParts, message: JsMsg, error: unknown): void {
  const delay = isAway(error) ? 2_000 : (parts.delivery.retryDelays[message.info.deliveryCount - 1] ?? 2_000);
  parts.metrics.eventSettled(named(message), 'again');
  parts.log.warn({ event: identityOf(message).id, subject: named(message), delivery: message.info.deliveryCount, ...traced(error) }, 'an event failed and is delivered again');
  message.nak(delay);
}

async function confirm(parts: SettleParts, message: JsMsg, read: ReadEvent): Promise<void> {
  const producer = (read.fits ? read.contract.producer : message.subject.split('.')[1]) as Service;
  await parts.confirmer.confirm(producer, read.fits ? read.envelope.id : identityOf(message).id);
}

/** The ids by which a message is parked even when it cannot be read: the subject's tenant, and the event id within the message id. */
function identityOf(message: JsMsg): { readonly tenant: string; readonly id: string } {
  const id = message.headers?.get('Nats-Msg-Id').split(':')[0] ?? '';
  return { tenant: message.subject.split('.')[3] ?? '', id };
}

function contextOf(service: Service, read: Fitting): Context {
  const { tenant, actor, id, trace } = read.envelope;
  return { tenant, actor, kind: 'system', roles: [], issuer: service, request: id, trace };
}

function isAway(error: unknown): boolean {
  const fault = databaseFault(error);
  return fault instanceof Fault && (fault.kind === 'unavailable' || fault.kind === 'full');
}

function reasonOf(error: unknown): string {
  if (error instanceof Fault) return `${error.code}: ${error.message}`.slice(0, 500);
  const { error: name, at } = traced(error);
  return `${name} ${at ?? ''}`.slice(0, 500);
}

/** The subject without the tenant. */
function named(message: { readonly subject: string }): string {
  return message.subject.split('.').slice(0, 3).join('.');
}
