import { z } from 'zod';
import { event, request } from '#libs/contracts/contract.js';
import { natsPermissions } from './nats-permissions.js';

const shape = { request: z.object({}), reply: z.object({}) };
const requests = [request('vendors', 'vendor-add', shape), request('reports', 'report-get', { ...shape, callers: ['web', 'vendors'] })];
const events = [event('reports', 'evidence-recorded', z.object({}), ['crosswalk', 'vendors'])];

test('a service may answer its own requests, and ask those whose contract names it', () => {
  expect(natsPermissions('vendors', requests, events).subscribe).toEqual(['rpc.vendors.>', '_INBOX_vendors.>', 'cfm.vendors.*']);
  expect(natsPermissions('vendors', requests, events).publish).toContain('rpc.reports.report-get');
  expect(natsPermissions('reports', requests, events).publish.filter((subject) => subject.startsWith('rpc.'))).toEqual([]);
});

test('only the producer may publish an event, and only its consumers take and confirm it', () => {
  expect(natsPermissions('reports', requests, events).publish).toEqual(
    expect.arrayContaining(['evt.reports.>', '$JS.API.CONSUMER.INFO.EVENTS.crosswalk', '$JS.API.CONSUMER.INFO.EVENTS.vendors']),
  );
  expect(natsPermissions('vendors', requests, events).publish).toEqual(
    expect.arrayContaining(['cfm.reports.vendors', '$JS.API.CONSUMER.MSG.NEXT.EVENTS.vendors', '$JS.ACK.EVENTS.vendors.>']),
  );
  expect(natsPermissions('notifier', requests, events).publish).toEqual([]);
});

test('nobody may read the stream by sequence, delete from it, or touch another consumer', () => {
  for (const service of ['web', 'vendors', 'reports', 'crosswalk'] as const) {
    const { publish } = natsPermissions(service, requests, events);
    expect(publish.filter((subject) => /MSG\.GET|DIRECT|DELETE|PURGE|STREAM\.UPDATE|^>$/.test(subject))).toEqual([]);
    expect(publish.filter((subject) => subject.includes('MSG.NEXT') && !subject.endsWith(`.${service}`))).toEqual([]);
  }
});
