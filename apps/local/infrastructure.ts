import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { connect } from '@nats-io/transport-node';
import { services, type Service } from '#libs/contracts/contract.js';
import { inboxPrefix } from '#libs/contracts/permissions.js';
import { events } from '#libs/contracts/registry.js';
import { ensureStreams } from '#libs/platform/streams.js';
import { openDataFolder, type DataFolder } from './data-folder.js';
import { startMailbox, type Mailbox } from './mailbox.js';
import { passwordOf, startNats, type RunningNats } from './nats.js';
import { startPostgres, type RunningPostgres } from './postgres.js';
import { prepareDatabase, type ProductDatabase } from './product-database.js';
import { Refusal } from './refusal.js';
import { openSecrets, type Secrets } from './secrets.js';

/** What an infrastructure is started with. */
export interface InfrastructureOptions {
  /** Everything is kept in this folder; it is made when it is missing. */
  readonly dataDir: string;
  /** DATABASE_URL, NATS_URL, SMTP_URL and OBJECT_STORE stand in for the built-in parts. Default: `process.env`. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Tells the person at the screen. Default: nobody. */
  readonly say?: (line: string) => void;
}

/** PostgreSQL, NATS, the mailbox and the object store, with every role, user and stream, before any service. */
export interface Infrastructure {
  readonly data: DataFolder;
  readonly secrets: Secrets;
  readonly database: ProductDatabase;
  /** As the user who makes streams. */
  readonly natsAdminUrl: string;
  /** Where the local mailbox stores its mails; nothing with a mail server of one's own. */
  readonly mailboxDir: string | undefined;
  /** Numbers of the processes that belong to it. */
  readonly processes: { readonly postgres?: () => number; readonly nats?: () => number };
  /** The settings of a service, as its environment variables. */
  environmentOf(service: Service): Record<string, string>;
  /** Stops mailbox, NATS and PostgreSQL, in this order. */
  close(): Promise<void>;
  /** Stops and deletes all that the installation keeps. */
  destroy(): Promise<void>;
}

/**
 * Starts what the services stand on, or connects to what stands in for it, and prepares database, roles and streams.
 * @throws Refusal with one line when a part cannot be had
 */
export async function startInfrastructure(options: InfrastructureOptions): Promise<Infrastructure> {
  const environment = options.environment ?? process.env;
  const data = await openDataFolder(options.dataDir);
  const secrets = await openSecrets(data.dir);
  const parts = await startParts(data, secrets, environment, options.say ?? (() => undefined));
  try {
    const natsUrl = (user: Service | 'admin') => environment.NATS_URL || `nats://${user}:${passwordOf(secrets, user)}@127.0.0.1:${parts.nats?.port}`;
    const [database] = await Promise.all([prepareDatabase(environment.DATABASE_URL || parts.postgres!.adminUrl, secrets), prepareStreams(natsUrl('admin'))]);
    const publicKeys = Object.fromEntries(services.map((service) => [service, secrets.actorKeys[service].publicJwk]));
    return {
      data, secrets, database,
      natsAdminUrl: natsUrl('admin'),
      mailboxDir: parts.mailbox && data.mail,
      processes: { ...(parts.postgres && { postgres: parts.postgres.pid }), ...(parts.nats && { nats: parts.nats.pid }) },
      environmentOf: (service) => ({
        DATABASE_URL: database.of(service),
        NATS_URL: natsUrl(service),
        OBJECT_STORE: environment.OBJECT_STORE || data.objects,
        SMTP_URL: environment.SMTP_URL || parts.mailbox!.url,
        MAIL_FROM: environment.MAIL_FROM || 'Concord <concord@localhost>',
        ACTOR_KEY: JSON.stringify(secrets.actorKeys[service].privateJwk),
        ACTOR_PUBLIC_KEYS: JSON.stringify(publicKeys),
        ...(service === 'web' && { SESSION_KEY: secrets.sessionKey, ...(parts.mailbox && { MAILBOX_DIR: data.mail }) }),
        ...((service === 'web' || service === 'questionnaires') && { LINK_KEY: secrets.linkKey }),
      }),
      close: () => stopParts(parts),
      destroy: async () => {
        await stopParts(parts);
        await deleteData(data);
      },
    };
  } catch (error) {
    await stopParts(parts);
    throw error;
  }
}

interface Parts {
  readonly postgres?: RunningPostgres;
  readonly nats?: RunningNats;
  readonly mailbox?: Mailbox;
}

/** Starts the built-in parts at once; when one fails, those that came up are stopped again. */
async function startParts(data: DataFolder, secrets: Secrets, environment: NodeJS.ProcessEnv, say: (line: string) => void): Promise<Parts> {
  const mailPort = (await data.remembered()).ports.smtp;
  const [postgres, nats, mailbox] = await Promise.allSettled([
    environment.DATABASE_URL ? undefined : startPostgres(data, secrets, say),
    environment.NATS_URL ? undefined : startNats(data, secrets),
    environment.SMTP_URL ? undefined : startMailbox(data.mail, mailPort),
  ]);
  const parts: Parts = {
    ...(postgres.status === 'fulfilled' && postgres.value && { postgres: postgres.value }),
    ...(nats.status === 'fulfilled' && nats.value && { nats: nats.value }),
    ...(mailbox.status === 'fulfilled' && mailbox.value && { mailbox: mailbox.value }),
  };
  const failed = [postgres, nats, mailbox].find((result) => result.status === 'rejected');
  if (failed) {
    await stopParts(parts);
    throw failed.reason;
  }
  if (parts.mailbox) await data.remember({ ports: { smtp: parts.mailbox.port } });
  return parts;
}

async function stopParts(parts: Parts): Promise<void> {
  await parts.mailbox?.stop();
  await parts.nats?.stop();
  await parts.postgres?.stop();
}

async function deleteData(data: DataFolder): Promise<void> {
  const { databaseFolder } = await data.remembered();
  if (databaseFolder) await rm(dirname(databaseFolder), { recursive: true, force: true });
  await rm(data.dir, { recursive: true, force: true });
}

async function prepareStreams(natsUrl: string): Promise<void> {
  const { hostname, port, username, password } = new URL(natsUrl);
  const where = `${hostname}:${port || 4222}`;
  const connection = await connect({ servers: where, user: decodeURIComponent(username), pass: decodeURIComponent(password), inboxPrefix: inboxPrefix('admin'), name: 'concord-admin' })
    .catch((error: unknown) => {
      throw new Refusal(`No NATS server lets us in at ${where} (${error instanceof Error ? error.message : 'unknown'}): check NATS_URL.`);
    });
  try {
    await ensureStreams(connection, { events });
  } catch (error) {
    throw new Refusal(`The NATS server at ${where} cannot hold the stream of events (${error instanceof Error ? error.message : 'unknown'}): JetStream must be on, with disk to spare.`);
  } finally {
    await connection.close();
  }
}
