import type { EventContract, RequestContract, Service } from '#libs/contracts/contract.js';
import { inboxPrefix } from './nats-link.js';
import { eventStream } from './streams.js';

/** What one NATS user may publish and subscribe to. Answering a request goes beside this, by `allow_responses`. */
export interface NatsPermissions {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

/**
 * The NATS permissions of a service, from the contracts alone: what it answers, whom it may ask, its own inbox,
 * its own events, its own consumer, and the confirmations it gives and takes. Web alone may ask each service for its health.
 */
export function natsPermissions(service: Service, requests: readonly RequestContract[], events: readonly EventContract[]): NatsPermissions {
  const produced = events.filter((event) => event.producer === service);
  const consumed = events.filter((event) => event.consumers.includes(service));
  const asked = requests.filter((contract) => contract.callers.includes(service)).map((contract) => contract.subject);
  return {
    publish: unique([...asked, ...platformAsked(service), ...producing(service, produced), ...consuming(service, consumed)]),
    subscribe: [`rpc.${service}.>`, `${inboxPrefix(service)}.>`, `cfm.${service}.*`],
  };
}

/** The requests that the platform answers for every service and only web may send. */
function platformAsked(service: Service): string[] {
  return service === 'web' ? ['health', 'dead-letters', 'dead-letter-replay'].map((name) => `rpc.*.${name}`) : [];
}

function producing(service: Service, events: readonly EventContract[]): string[] {
  const waited = unique(events.flatMap((event) => [...event.consumers]));
  if (events.length === 0) return [];
  return [`evt.${service}.>`, ...streamUse, ...waited.map((consumer) => `$JS.API.CONSUMER.INFO.${eventStream}.${consumer}`)];
}

function consuming(service: Service, events: readonly EventContract[]): string[] {
  if (events.length === 0) return [];
  const own = `${eventStream}.${service}`;
  return [
    ...streamUse,
    `$JS.API.CONSUMER.DURABLE.CREATE.${own}`,
    `$JS.API.CONSUMER.INFO.${own}`,
    `$JS.API.CONSUMER.MSG.NEXT.${own}`,
    `$JS.ACK.${own}.>`,
    ...unique(events.map((event) => `cfm.${event.producer}.${service}`)),
  ];
}

const streamUse = [`$JS.API.STREAM.INFO.${eventStream}`, `$JS.API.STREAM.CREATE.${eventStream}`];

function unique(list: readonly string[]): string[] {
  return [...new Set(list)];
}
