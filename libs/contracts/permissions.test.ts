import { describe, expect, it } from '@jest/globals';
import { services, type Service } from './contract.js';
import { natsConfig, natsUsers } from './nats-config.js';
import { adminPermissions, eventStream, inboxPrefix, permissionsOf } from './permissions.js';
import { events, requests } from './registry.js';

const of = (service: Service) => permissionsOf(service, requests, events);

/** Whether a pattern of the permissions lets a subject through, as NATS matches them. */
function lets(patterns: readonly string[], subject: string): boolean {
  const tokens = subject.split('.');
  return patterns.some((pattern) => {
    const parts = pattern.split('.');
    const open = parts.at(-1) === '>';
    const fixed = open ? parts.slice(0, -1) : parts;
    if (open ? tokens.length <= fixed.length : tokens.length !== fixed.length) return false;
    return fixed.every((part, at) => part === '*' || part === tokens[at]);
  });
}

describe('the permissions of a NATS user', () => {
  it('let a service send exactly the requests whose callers name it', () => {
    for (const service of services) {
      for (const contract of requests) {
        const machinery = service === 'web' && /\.(health|dead-letters|dead-letter-replay|audit-trail|audit-check)$/.test(contract.subject);
        expect([service, contract.subject, lets(of(service).publish, contract.subject)]).toEqual([service, contract.subject, contract.callers.includes(service) || machinery]);
      }
    }
  });

  it('refuse vendors every request to reports that does not name it as a caller', () => {
    const closed = requests.filter((contract) => contract.service === 'reports' && !contract.callers.includes('vendors'));
    expect(closed.length).toBeGreaterThan(0);
    expect(closed.filter((contract) => lets(of('vendors').publish, contract.subject))).toEqual([]);
    expect(lets(of('vendors').publish, 'rpc.reports.anything-else')).toBe(false);
  });

  it('let a service publish its own events and nobody else’s', () => {
    for (const service of services) {
      for (const event of events) expect(lets(of(service).publish, `evt.${event.producer}.${event.name}.t`)).toBe(event.producer === service);
    }
  });

  it('let a service read its own requests, replies and confirmations and nothing else', () => {
    for (const service of services) {
      for (const other of services) {
        const own = other === service;
        expect(lets(of(service).subscribe, `rpc.${other}.anything`)).toBe(own);
        expect(lets(of(service).subscribe, `${inboxPrefix(other)}.x.1`)).toBe(own);
        expect(lets(of(service).subscribe, `cfm.${other}.web`)).toBe(own);
      }
      expect(lets(of(service).subscribe, 'evt.vendors.vendor-added.t')).toBe(false);
      expect(of(service).subscribe).not.toContain('>');
    }
  });

  it('let a consumer confirm to the producers of its events in its own name only', () => {
    for (const event of events) {
      for (const consumer of services) {
        const may = events.some((other) => other.producer === event.producer && other.consumers.includes(consumer));
        expect(lets(of(consumer).publish, `cfm.${event.producer}.${consumer}`)).toBe(may);
        for (const other of services.filter((service) => service !== consumer)) expect(lets(of(consumer).publish, `cfm.${event.producer}.${other}`)).toBe(false);
      }
    }
  });

  it('let a service take from its own durable consumer, never from another’s, and delete nothing', () => {
    for (const service of services) {
      for (const other of services) {
        const consumes = events.some((event) => event.consumers.includes(service));
        const may = other === service && consumes;
        expect(lets(of(service).publish, `$JS.API.CONSUMER.MSG.NEXT.${eventStream}.${other}`)).toBe(may);
        expect(lets(of(service).publish, `$JS.ACK.${eventStream}.${other}.1.2.3.4.5`)).toBe(may);
        expect(lets(of(service).publish, `$JS.API.CONSUMER.DURABLE.CREATE.${eventStream}.${other}`)).toBe(may);
      }
      for (const act of ['STREAM.DELETE', 'STREAM.PURGE', 'STREAM.UPDATE', 'STREAM.MSG.DELETE', 'STREAM.MSG.GET']) expect(lets(of(service).publish, `$JS.API.${act}.${eventStream}`)).toBe(false);
    }
  });

  it('keep the administrator of the streams out of the product’s traffic', () => {
    for (const subject of ['rpc.vendors.vendor-list', 'evt.vendors.x.t', 'cfm.vendors.web']) {
      expect(lets(adminPermissions.publish, subject)).toBe(false);
      expect(lets(adminPermissions.subscribe, subject)).toBe(false);
    }
  });
});

describe('the configuration of the server', () => {
  const server = { name: 'a "b" \\c', host: '127.0.0.1', port: 4222, storeDir: '/data of mine/js', maxFileStore: 1 };
  const text = natsConfig(server, (user) => (user === 'web' ? '$WEB_PASSWORD' : `secret-${user}`));

  it('names every user once with its password, and variables bare', () => {
    for (const user of natsUsers) expect(text.split(`user: "${user}"`).length).toBe(2);
    expect(text).toContain('password: $WEB_PASSWORD\n');
    expect(text).toContain('password: "secret-vendors"\n');
  });

  it('quotes what would end a string', () => {
    expect(text).toContain('server_name: "a \\"b\\" \\\\c"');
    expect(text).toContain('store_dir: "/data of mine/js"');
  });

  it('has JetStream write to the disk before it answers', () => {
    expect(text).toContain('sync_interval: always');
  });
});
