import { newId } from '#libs/platform/ids.js';
import { healthOf } from '#libs/platform/own-requests.js';
import { systemContext } from '#libs/platform/context.js';
import { openBench, person, type Bench } from './bench.js';
import { parcelList, parcelSend, weighed, vendorsToy } from './toys.js';
import { until } from '../support/servers.js';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
}, 60_000);
afterAll(() => bench?.close(), 30_000);

describe('a request between services', () => {
  test('gets its reply, and its event has one effect in the other service', async () => {
    const who = person(newId());
    await bench.bus.request(parcelSend, { weight: 7 }, who);
    await until(async () => expect(await bench.bus.request(weighed, {}, who)).toEqual({ parcels: 1, weight: 7, effects: 1 }));
  });

  test('shows a tenant its own rows only', async () => {
    const [one, other] = [person(newId()), person(newId())];
    await bench.bus.request(parcelSend, { weight: 1 }, one);
    await bench.bus.request(parcelSend, { weight: 2 }, other);
    expect(await bench.bus.request(parcelList, {}, one)).toEqual({ weights: [1] });
    expect(await bench.bus.request(parcelList, {}, other)).toEqual({ weights: [2] });
  });

  test('is refused without the role that the contract names', async () => {
    await expect(bench.bus.request(parcelSend, { weight: 1 }, person(newId(), ['reader']))).rejects.toMatchObject({ kind: 'forbidden' });
  });

  test('is refused from a kind of actor that the contract does not name', async () => {
    await expect(bench.bus.request(parcelList, {}, systemContext('web', newId()))).rejects.toMatchObject({ kind: 'forbidden' });
  });

  test('is refused without a tenant', async () => {
    await expect(bench.bus.request(parcelList, {}, person(''))).rejects.toMatchObject({ kind: 'forbidden' });
  });

  test('brings back the fault of the service, and nothing of a failure that nobody foresaw', async () => {
    await expect(bench.bus.request(parcelSend, { weight: 13 }, person(newId()))).rejects.toMatchObject({ code: 'vendors.unlucky', status: 409 });
    const failure = await bench.bus.request(parcelSend, { weight: 14 }, person(newId())).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'platform.internal', status: 500 });
    expect(String(failure)).not.toContain('secret');
  });

  test('that does not fit its contract is refused before it is sent, naming the field', async () => {
    await expect(bench.bus.request(parcelSend, { weight: -1 }, person(newId()))).rejects.toMatchObject({
      code: 'request.invalid',
      more: { fields: [{ field: 'weight' }] },
    });
  });

  test('ends as unavailable where nobody answers', async () => {
    const nobody = { ...parcelList, subject: 'rpc.vendors.nobody' };
    await expect(bench.bus.request(nobody, {}, person(newId()))).rejects.toMatchObject({ kind: 'unavailable' });
  });

  test('about health is answered by every service', async () => {
    const reply = await bench.bus.request(healthOf('reports'), {}, systemContext('web', ''));
    expect(reply).toEqual({ service: 'reports', ready: true, missing: [], notes: [] });
  });
});

describe('an idempotency key', () => {
  test('gives fifty parallel commands one effect and one reply', async () => {
    const who = person(newId(), ['procurement'], 'key é 1');
    const replies = await Promise.all(Array.from({ length: 50 }, () => bench.bus.request(parcelSend, { weight: 3 }, who)));
    expect(new Set(replies.map((reply) => reply.parcel)).size).toBe(1);
    expect(await bench.bus.request(parcelList, {}, who)).toEqual({ weights: [3] });
  });

  test('with another body is refused', async () => {
    const who = person(newId(), ['procurement'], 'key');
    await bench.bus.request(parcelSend, { weight: 3 }, who);
    await expect(bench.bus.request(parcelSend, { weight: 4 }, who)).rejects.toMatchObject({ status: 422 });
  });

  test('of another person is another key', async () => {
    const tenant = newId();
    const first = await bench.bus.request(parcelSend, { weight: 3 }, person(tenant, ['procurement'], 'key'));
    const second = await bench.bus.request(parcelSend, { weight: 3 }, person(tenant, ['procurement'], 'key'));
    expect(second.parcel).not.toBe(first.parcel);
  });

  test('is free again after a refusal', async () => {
    const who = person(newId(), ['procurement'], 'key');
    await expect(bench.bus.request(parcelSend, { weight: 13 }, who)).rejects.toMatchObject({ status: 409 });
    await expect(bench.bus.request(parcelSend, { weight: 12 }, who)).resolves.toBeDefined();
  });
});

test('a service whose contract has no handler does not start and says which', async () => {
  const more = { ...parcelList, name: 'parcel-lost', subject: 'rpc.vendors.parcel-lost' };
  const contracts = { requests: [...vendorsToy.contracts!.requests, more], events: vendorsToy.contracts!.events };
  await expect(bench.start({ ...vendorsToy, contracts })).rejects.toThrow('rpc.vendors.parcel-lost has no handler');
});

test('a service does not start on a database that is behind or ahead of its code', async () => {
  const step = { name: '0002-more', up: '', down: '' };
  await expect(bench.start({ ...vendorsToy, migrations: [...vendorsToy.migrations, step] })).rejects.toThrow('behind the code: 0002-more');
  await expect(bench.start({ ...vendorsToy, migrations: [] })).rejects.toThrow('ahead of the code: it holds 0001-parcels');
});
