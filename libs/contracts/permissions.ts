import { services, type EventContract, type RequestContract, type Service } from './contract.js';

/** What one NATS user may publish and subscribe to. Answering a request goes beside this, by `allow_responses`. */
export interface NatsPermissions {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

/** The stream that carries every event. */
export const eventStream = 'EVENTS';

/** The prefix of a NATS user's reply subjects, which no other user may read. */
export const inboxPrefix = (user: Service | 'admin'): string => `_INBOX_${user}`;

/**
 * The NATS permissions of a service, from the contracts alone: what it answers, whom it may ask, its own inbox,
 * its own events, its own durable consumer, and the confirmations it gives and takes.
 */
export function permissionsOf(service: Service, requests: readonly RequestContract[], events: readonly EventContract[]): NatsPermissions {
  const asked = requests.filter((contract) => contract.callers.includes(service)).map((contract) => contract.subject);
  const produced = events.filter((event) => event.producer === service);
  const consumed = events.filter((event) => event.consumers.includes(service));
  return {
    publish: inOrder([...asked, ...machineryAsked(service), ...forProducing(service, produced), ...forConsuming(service, consumed)]),
    subscribe: inOrder([`rpc.${service}.>`, `${inboxPrefix(service)}.>`, `cfm.${service}.*`]),
  };
}

/** What makes and mends the stream and its consumers, at installation and by hand, and nothing of the product's own traffic. */
export const adminPermissions: NatsPermissions = { publish: ['$JS.API.>'], subscribe: [`${inboxPrefix('admin')}.>`] };

/** Every service answers for its health, its dead letters and its audit trail; the pages ask. */
function machineryAsked(service: Service): string[] {
  const names = ['health', 'dead-letters', 'dead-letter-replay', 'audit-trail', 'audit-check'];
  return service === 'web' ? services.flatMap((asked) => names.map((name) => `rpc.${asked}.${name}`)) : [];
}

/** Publishing, making the stream again after it was lost, and looking how far the consumers are. */
function forProducing(service: Service, events: readonly EventContract[]): string[] {
  const consumers = events.flatMap((event) => event.consumers);
  if (events.length === 0) return [];
  return [`evt.${service}.>`, ...streamUse, ...consumers.map((consumer) => `$JS.API.CONSUMER.INFO.${eventStream}.${consumer}`)];
}

/** Its own durable consumer: making, asking, taking and acknowledging; and confirming to each producer. */
function forConsuming(service: Service, events: readonly EventContract[]): string[] {
  const own = `${eventStream}.${service}`;
  if (events.length === 0) return [];
  return [
    ...streamUse,
    `$JS.API.CONSUMER.DURABLE.CREATE.${own}`,
    `$JS.API.CONSUMER.INFO.${own}`,
    `$JS.API.CONSUMER.MSG.NEXT.${own}`,
    `$JS.ACK.${own}.>`,
    ...events.map((event) => `cfm.${event.producer}.${service}`),
  ];
}

const streamUse = [`$JS.API.STREAM.INFO.${eventStream}`, `$JS.API.STREAM.CREATE.${eventStream}`];

function inOrder(list: readonly string[]): string[] {
  return [...new Set(list)].sort();
}
