import { SignJWT, UnsecuredJWT, type CryptoKey } from 'jose';
import { z } from 'zod';
import { request, type ActorClaims, type Service } from '#libs/contracts/contract.js';
import { signActor, verifyActor } from './actor-token.js';
import { authorize } from './authorize.js';
import { systemContext, newTrace, type Context } from './context.js';
import { newId } from './ids.js';
import { newActorKey, signingKey, verifyingKeys, type PublicKeys } from './keys.js';

const contract = request('vendors', 'vendor-add', {
  request: z.object({}), reply: z.object({}), issuers: ['person', 'system'], callers: ['web', 'reports'],
  http: { method: 'POST', path: '/vendors', roles: ['procurement'], summary: 'Add a vendor' },
});
const other = request('vendors', 'vendor-remove', { request: z.object({}), reply: z.object({}) });
const keys = new Map<Service, CryptoKey>();
let known: PublicKeys;

beforeAll(async () => {
  const pairs = await Promise.all((['web', 'reports', 'notifier'] as const).map(async (service) => [service, await newActorKey()] as const));
  for (const [service, pair] of pairs) keys.set(service, await signingKey(pair.privateJwk));
  const old = await newActorKey();
  known = await verifyingKeys(Object.fromEntries(pairs.map(([service, pair]) => [service, [old.publicJwk, pair.publicJwk]])));
});

const person = (): Context => ({ tenant: newId(), actor: newId(), kind: 'person', roles: ['procurement'], issuer: 'web', request: newId(), trace: newTrace() });
const refused = { kind: 'unauthenticated', code: 'platform.token-refused' };
const now = () => Math.floor(Date.now() / 1000);
const claims = (more: object = {}) => ({ iss: 'web', sub: 'x', kind: 'person', ten: newId(), rid: 'r', roles: [], aud: contract.subject, iat: now(), exp: now() + 60, ...more });
const forged = (more: object, key: CryptoKey = keys.get('web')!) => new SignJWT(claims(more)).setProtectedHeader({ alg: 'EdDSA' }).sign(key);

describe('an actor token', () => {
  test('says who asks, for which tenant and in which roles', async () => {
    const as = person();
    const token = await signActor(keys.get('web')!, 'web', contract, as);
    expect(await verifyActor(known, contract, token)).toMatchObject({ iss: 'web', sub: as.actor, ten: as.tenant, rid: as.request, roles: ['procurement'], kind: 'person' });
  });

  test('is good for one subject only, so that a receiver cannot use it elsewhere', async () => {
    const token = await signActor(keys.get('web')!, 'web', contract, person());
    await expect(verifyActor(known, other, token)).rejects.toMatchObject(refused);
  });

  test.each([
    ['is absent', () => undefined],
    ['is no token', () => 'abc'],
    ['is not signed', () => new UnsecuredJWT(claims()).encode()],
    ['is signed by another service', () => forged({}, keys.get('reports'))],
    ['names no service', () => forged({ iss: 'mallory' })],
    ['names a service without a key', () => forged({ iss: 'programme' })],
    ['has expired', () => forged({ iat: now() - 120, exp: now() - 60 })],
    ['is older than a minute and claims to live longer', () => forged({ iat: now() - 120, exp: now() + 3_600 })],
    ['does not say when it was made', () => forged({ iat: undefined })],
    ['names a tenant that is no id', () => forged({ ten: '*' })],
  ])('is refused where it %s', async (_how, make) => {
    await expect(verifyActor(known, contract, await make())).rejects.toMatchObject(refused);
  });

  test('of a service speaks for that service, whoever caused the request', async () => {
    const token = await signActor(keys.get('reports')!, 'reports', contract, { ...systemContext('reports', newId()), actor: newId() });
    expect(await verifyActor(known, contract, token)).toMatchObject({ iss: 'reports', sub: 'system:reports', kind: 'system', roles: [] });
  });

  test('is not signed by a service for a person', async () => {
    await expect(signActor(keys.get('reports')!, 'reports', contract, person())).rejects.toThrow("systemContext('reports', …)");
  });
});

describe('permission to ask', () => {
  const good: ActorClaims = { iss: 'web', sub: 'x', kind: 'person', ten: newId(), rid: 'r', roles: ['procurement'], exp: 0 };
  test('is given to a person with the role, and to a service that the contract names', () => {
    expect(() => authorize(contract, good)).not.toThrow();
    expect(() => authorize(contract, { ...good, iss: 'reports', sub: 'system:reports', kind: 'system', roles: [] })).not.toThrow();
  });

  test.each<[string, Partial<ActorClaims>]>([
    ['a person without the role', { roles: ['reader', 'auditor'] }],
    ['a kind of actor that the contract does not name', { kind: 'vendor' }],
    ['a service that the contract does not name', { iss: 'notifier', sub: 'system:notifier', kind: 'system' }],
    ['a service that speaks for a person', { iss: 'reports' }],
    ['a service that speaks for another', { iss: 'reports', sub: 'system:web', kind: 'system' }],
    ['a request without a tenant', { ten: null }],
  ])('is refused to %s', (_who, more) => {
    expect(() => authorize(contract, { ...good, ...more })).toThrow(expect.objectContaining({ kind: 'forbidden', code: 'platform.not-allowed' }));
  });
});
