import { connect } from '@nats-io/transport-node';
import { inboxPrefix } from '#libs/contracts/permissions.js';
import { events } from '#libs/contracts/registry.js';
import { ensureStreams } from '#libs/platform/streams.js';
import { migrateAll } from './migrate-all.js';

/**
 * The job before a roll-out: every schema, with OWNER_DATABASE_URL (or DATABASE_URL) as the owner role, and, when NATS_URL
 * is given, the stream and its consumers as the user `admin`.
 */
async function run(): Promise<void> {
  const ownerUrl = process.env.OWNER_DATABASE_URL || process.env.DATABASE_URL;
  if (!ownerUrl) throw new Error('OWNER_DATABASE_URL is missing: postgres://concord_owner:password@host:port/database');
  const ran = await migrateAll(ownerUrl);
  process.stdout.write(ran.length > 0 ? `${ran.join('\n')}\n` : 'Every schema is up to date.\n');
  if (process.env.NATS_URL) await prepareStreams(process.env.NATS_URL);
}

async function prepareStreams(address: string): Promise<void> {
  const { hostname, port, username, password, protocol } = new URL(address);
  const connection = await connect({
    servers: `${hostname}:${port || 4222}`,
    user: decodeURIComponent(username),
    pass: decodeURIComponent(password),
    inboxPrefix: inboxPrefix('admin'),
    name: 'concord-migrate',
    ...(protocol === 'tls:' && { tls: {} }),
  });
  await ensureStreams(connection, { events }).finally(() => connection.close());
  process.stdout.write('The stream of events and its consumers stand.\n');
}

try {
  await run();
} catch (error) {
  process.stderr.write(`The migration failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
