import { AckPolicy, DeliverPolicy, DiscardPolicy, JetStreamApiError, RetentionPolicy, StorageType, jetstreamManager, type ConsumerConfig, type JetStreamManager } from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import type { EventContract, Service } from '#libs/contracts/contract.js';
import { eventStream } from '#libs/contracts/permissions.js';

/** How often and how patiently a message is handed to a consumer. Milliseconds. */
export interface Delivery {
  /** How long a handler may be silent before the message goes to another instance. */
  readonly ackWait: number;
  /** Waiting time after the first, second, … failure; their number plus one is the number of deliveries. */
  readonly retryDelays: readonly number[];
  /** How long an outbox row may stay unconfirmed before the relay looks after it. */
  readonly unconfirmedAfter: number;
  /** How many messages one service works on at once, over all of its instances. */
  readonly inFlight: number;
}

export const usualDelivery: Delivery = { ackWait: 30_000, retryDelays: [1_000, 5_000, 15_000, 30_000], unconfirmedAfter: 5_000, inFlight: 32 };

export interface StreamOptions {
  /** Copies in a NATS cluster; 3 in production. Default: 3 where the server belongs to a cluster, else 1. */
  readonly replicas?: number;
  readonly maxBytes?: number;
  /** Makes the durable consumers of these events too, so that nothing published before a service's first start has to be published again. */
  readonly events?: readonly EventContract[];
}

/** Makes the event stream, which is rebuilt from the outboxes whenever it is lost, and the consumers of the given events, where they are not there yet. Changes nothing that is. */
export async function ensureStreams(connection: NatsConnection, options: StreamOptions = {}): Promise<void> {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  await ensureStream(manager, connection, options);
  const consumers = new Set((options.events ?? []).flatMap((event) => event.consumers));
  for (const service of consumers) {
    await ensureConsumer(manager, service, (options.events ?? []).filter((event) => event.consumers.includes(service)), usualDelivery);
  }
}

/** Makes the stream where it is missing. @returns when it was made, as the server says, so that a new one can be told */
export async function ensureStream(manager: JetStreamManager, connection: NatsConnection, options: StreamOptions = {}): Promise<string> {
  try {
    return (await manager.streams.info(eventStream)).created;
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  const made = await manager.streams.add({
    name: eventStream,
    subjects: ['evt.>'],
    retention: RetentionPolicy.Interest,
    storage: StorageType.File,
    discard: DiscardPolicy.New,
    max_bytes: options.maxBytes ?? 256 * 1024 * 1024,
    max_age: nanos(7 * 24 * 3_600_000),
    duplicate_window: nanos(120_000),
    num_replicas: options.replicas ?? (connection.info?.cluster ? 3 : 1),
  });
  return made.created;
}

/** Makes the durable consumer of a service, or adjusts it where the contracts or the delivery have changed. */
export async function ensureConsumer(manager: JetStreamManager, service: Service, events: readonly EventContract[], delivery: Delivery): Promise<void> {
  const wanted = {
    ack_wait: nanos(delivery.ackWait),
    max_deliver: delivery.retryDelays.length + 1,
    max_ack_pending: delivery.inFlight,
    filter_subjects: events.map((event) => `evt.${event.producer}.${event.name}.*`).sort(),
  };
  const there = await consumerConfig(manager, service);
  if (!there) {
    const fixed = { name: service, durable_name: service, ack_policy: AckPolicy.Explicit, deliver_policy: DeliverPolicy.All };
    await manager.consumers.add(eventStream, { ...fixed, ...wanted });
  } else if (Object.entries(wanted).some(([key, value]) => JSON.stringify(there[key as keyof typeof wanted]) !== JSON.stringify(value))) {
    await manager.consumers.update(eventStream, service, wanted);
  }
}

async function consumerConfig(manager: JetStreamManager, service: Service): Promise<Partial<ConsumerConfig> | undefined> {
  try {
    return (await manager.consumers.info(eventStream, service)).config;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Whether JetStream answered that the stream or consumer does not exist. */
export function isMissing(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.status === 404;
}
