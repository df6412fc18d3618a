import { ConfigError } from './settings.js';
import { readConfig, settingNames } from './config.js';
import { newActorKey } from './keys.js';

const key = Buffer.alloc(32, 7).toString('base64url');
let complete: Record<string, string>;

beforeAll(async () => {
  const { privateJwk, publicJwk } = await newActorKey();
  complete = {
    DATABASE_URL: 'postgres://concord_web:hush@db/concord', NATS_URL: 'nats://web:hush@nats:4222', OBJECT_STORE: '/data/objects',
    PUBLIC_URL: 'https://concord.example', ACTOR_KEY: JSON.stringify(privateJwk), ACTOR_PUBLIC_KEYS: JSON.stringify({ web: publicJwk, vendors: [publicJwk] }),
    SESSION_KEY: key, LINK_KEY: key,
  };
});

const faultsOf = (environment: Record<string, string | undefined>, service: 'web' | 'notifier' | 'vendors' = 'web'): readonly string[] => {
  try {
    readConfig(service, environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
};

test('a complete environment is read once into typed values, with defaults for what has one', () => {
  expect(readConfig('web', complete)).toMatchObject({
    service: 'web', databaseUrl: complete.DATABASE_URL, databasePool: 10, port: 3000, host: '127.0.0.1', logLevel: 'info', sessionKey: key, smtpUrl: undefined,
  });
});

test('an empty environment is refused with every missing name at once', () => {
  const faults = faultsOf({});
  for (const name of ['DATABASE_URL', 'NATS_URL', 'OBJECT_STORE', 'PUBLIC_URL', 'ACTOR_KEY', 'ACTOR_PUBLIC_KEYS', 'SESSION_KEY', 'LINK_KEY']) {
    expect(faults.filter((fault) => fault.startsWith(`${name} is missing: `))).toHaveLength(1);
  }
});

test('a service needs only what its work needs', () => {
  const { SESSION_KEY: _s, LINK_KEY: _l, OBJECT_STORE: _o, ...rest } = complete;
  expect(faultsOf(rest, 'vendors')).toEqual([]);
  expect(faultsOf(rest, 'notifier').map((fault) => fault.split(' ')[0])).toEqual(['SMTP_URL', 'MAIL_FROM']);
});

test.each([
  ['PORT', '70000', 'PORT is not a whole number from 0 to 65535 (it is "70000")'],
  ['PORT', '8e3', 'PORT is not a whole number'],
  ['DATABASE_POOL', '1', 'DATABASE_POOL is not a whole number from 2 to 200'],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL is not one of silent, fatal'],
  ['PUBLIC_URL', 'concord.example', 'PUBLIC_URL does not begin with http:// or https://'],
  ['OBJECT_STORE', 'ftp://files', 'OBJECT_STORE does not begin with s3://'],
  ['ACTOR_PUBLIC_KEYS', '{"mallory":{}}', 'ACTOR_PUBLIC_KEYS names "mallory", which is not a service'],
  ['ACTOR_PUBLIC_KEYS', '[', 'ACTOR_PUBLIC_KEYS is not JSON'],
  ['ACTOR_KEY', '{"kty":"RSA"}', 'ACTOR_KEY is not an Ed25519 JWK'],
])('%s=%s is refused by name and with what is expected', (name, value, message) => {
  const faults = faultsOf({ ...complete, [name]: value });
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(message);
  expect(faults[0]).toContain('expected ');
});

test.each(['SESSION_KEY', 'LINK_KEY', 'DATABASE_URL', 'NATS_URL', 'ACTOR_KEY'])('a wrong %s is never printed', (name) => {
  const faults = faultsOf({ ...complete, [name]: 'hunter2-hunter2' });
  expect(faults).toHaveLength(1);
  expect(faults[0]).not.toContain('hunter2');
});

test('no secret has a default', () => {
  const values = Object.values(readConfig('web', complete));
  expect(values.filter((value) => typeof value === 'string' && /secret|password|dummy|change/i.test(value))).toEqual([]);
  expect(faultsOf({ ...complete, SESSION_KEY: '' })).toHaveLength(1);
});

test('the private key of a service is refused among the public ones', async () => {
  const { privateJwk } = await newActorKey();
  expect(faultsOf({ ...complete, ACTOR_PUBLIC_KEYS: JSON.stringify({ web: privateJwk }) })[0]).toContain('holds a private key');
});

test('every setting has a name of its own', () => {
  expect(new Set(settingNames).size).toBe(settingNames.length);
});
