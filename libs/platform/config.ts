import type { Service } from '#libs/contracts/contract.js';
import { parseJwk, parsePublicJwks } from './keys.js';
import { address, certain, oneOf, optional, readSettings, secretKey, text, wholeNumber, type Values } from './settings.js';

const only = (...names: Service[]) => (service: Service) => names.includes(service);
const port = wholeNumber(0, 65_535);
const objectStoreAddress = (value: string) => (value.includes('://') ? address('s3')(value) : value);
const base64Key = 'at least 32 random bytes as base64url';

/** Every setting there is. Nothing else reads the environment, and no secret has a default. */
const table = {
  databaseUrl: certain({ name: 'DATABASE_URL', kind: address('postgres', 'postgresql'), secret: true, expected: "postgres://user:password@host:port/database with the service's own role" }),
  databasePool: certain({ name: 'DATABASE_POOL', kind: wholeNumber(2, 200), fallback: 10, expected: 'how many connections the service may hold; times its replicas below what the server allows' }),
  ownerDatabaseUrl: optional({ name: 'OWNER_DATABASE_URL', kind: address('postgres', 'postgresql'), secret: true, expected: 'the address with the owner role, for migrations only' }),
  natsUrl: certain({ name: 'NATS_URL', kind: address('nats', 'tls'), secret: true, expected: "nats://user:password@host:port with the service's own user" }),
  objectStore: optional({ name: 'OBJECT_STORE', kind: objectStoreAddress, secret: true, requiredWhen: only('web', 'reports', 'questionnaires', 'programme', 'crosswalk'), expected: 'a folder, or s3://key:secret@host:port/bucket?region=…' }),
  smtpUrl: optional({ name: 'SMTP_URL', kind: address('smtp', 'smtps'), secret: true, requiredWhen: only('notifier'), expected: 'smtp://user:password@host:port' }),
  mailFrom: optional({ name: 'MAIL_FROM', kind: text, requiredWhen: only('notifier'), expected: 'the sender, for example Concord <concord@example.com>' }),
  publicUrl: certain({ name: 'PUBLIC_URL', kind: address('http', 'https'), expected: 'the address under which people reach the pages' }),
  actorKey: certain({ name: 'ACTOR_KEY', kind: (value) => parseJwk(value, 'private'), secret: true, expected: "the service's private Ed25519 key as a JWK" }),
  actorPublicKeys: certain({ name: 'ACTOR_PUBLIC_KEYS', kind: parsePublicJwks, expected: 'a JSON object of service to public Ed25519 JWK' }),
  sessionKey: optional({ name: 'SESSION_KEY', kind: secretKey, secret: true, requiredWhen: only('web'), expected: base64Key }),
  linkKey: optional({ name: 'LINK_KEY', kind: secretKey, secret: true, requiredWhen: only('web', 'questionnaires'), expected: base64Key }),
  host: certain({ name: 'HOST', kind: text, fallback: '127.0.0.1', expected: 'the address to listen on' }),
  port: certain({ name: 'PORT', kind: port, fallback: 3000, expected: 'a port, 0 for a free one' }),
  healthPort: optional({ name: 'HEALTH_PORT', kind: port, expected: 'a port for /health and /metrics, 0 for a free one' }),
  mailboxDir: optional({ name: 'MAILBOX_DIR', kind: text, expected: 'the folder of the local mailbox' }),
  logLevel: certain({ name: 'LOG_LEVEL', kind: oneOf('silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'), fallback: 'info', expected: 'silent, fatal, error, warn, info, debug or trace' }),
  otelEndpoint: optional({ name: 'OTEL_EXPORTER_OTLP_ENDPOINT', kind: address('http', 'https'), expected: 'the address of an OTLP collector' }),
  clamdUrl: optional({ name: 'CLAMD_URL', kind: address('tcp', 'unix'), expected: 'tcp://host:port or unix:///path of a ClamAV daemon' }),
} as const;

/** The configuration of one service. */
export type Config = { readonly service: Service } & Values<typeof table>;

/** The names of all settings, in the order in which they are documented. */
export const settingNames: readonly string[] = Object.values(table).map((setting) => setting.name);

/**
 * Reads the configuration of a service, once, at its start.
 * @param environment `process.env` or what stands in for it
 * @throws ConfigError that names every wrong or missing setting and what it expects
 */
export function readConfig(service: Service, environment: Readonly<Record<string, string | undefined>>): Config {
  return { service, ...readSettings(table, service, environment) };
}
