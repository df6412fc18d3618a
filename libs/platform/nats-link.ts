import { setTimeout as sleep } from 'node:timers/promises';
import { connect, errors, type NatsConnection } from '@nats-io/transport-node';
import type { Service } from '#libs/contracts/contract.js';
import { inboxPrefix } from '#libs/contracts/permissions.js';
import type { Log } from './log.js';

/** A connection to NATS that knows whether it stands at this moment. */
export class NatsLink {
  private up = true;

  constructor(
    readonly connection: NatsConnection,
    private readonly log: Log,
  ) {
    void this.watch();
  }

  /** False while the client waits for the server to come back; what is published then may never be sent. */
  get connected(): boolean {
    return this.up && !this.connection.isClosed();
  }

  private async watch(): Promise<void> {
    for await (const status of this.connection.status()) {
      if (status.type === 'disconnect') this.up = false;
      if (status.type === 'reconnect') this.up = true;
      if (status.type === 'disconnect' || status.type === 'reconnect') this.log.warn({ nats: status.type }, 'the NATS connection changed');
      if (status.type === 'error') this.log.error({ nats: String(status.error) }, 'NATS refused something; compare the permissions of this service');
    }
    this.up = false;
  }
}

/**
 * Connects a service to NATS with its own user and inbox prefix, waiting up to a minute for the server.
 * @param url `nats://user:password@host:port`
 * @throws Error when the server refuses the user
 */
export async function connectNats(url: string, service: Service, log: Log): Promise<NatsLink> {
  const { protocol, hostname, port, username, password } = new URL(url);
  for (let waited = 0; ; waited += 500) {
    try {
      const connection = await connect({
        servers: `${hostname}:${port || 4222}`,
        name: `concord-${service}`,
        inboxPrefix: inboxPrefix(service),
        ...(username && { user: decodeURIComponent(username), pass: decodeURIComponent(password) }),
        ...(protocol === 'tls:' && { tls: {} }),
        maxReconnectAttempts: -1,
        reconnectTimeWait: 250,
        reconnectJitter: 100,
        pingInterval: 20_000,
        timeout: 5_000,
      });
      return new NatsLink(connection, log);
    } catch (error) {
      if (error instanceof errors.AuthorizationError) throw new Error(`NATS refuses the user of ${service}: compare NATS_URL with the users of the server.`);
      if (waited >= 60_000) throw error;
      if (waited % 10_000 === 0) log.warn('waiting for NATS');
      await sleep(500);
    }
  }
}
