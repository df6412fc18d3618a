import type { NatsConnection } from '@nats-io/transport-node';
import type { Service } from '#libs/contracts/contract.js';
import { writeJson } from './wire.js';

const pause = 5;
const batch = 500;

/** Tells producers which of their events have had their effect, several at once. */
export class Confirmer {
  private readonly open = new Map<Service, string[]>();
  private flushing: Promise<void> | undefined;

  constructor(
    private readonly connection: NatsConnection,
    private readonly consumer: Service,
  ) {}

  /** Confirms one event; resolves when the confirmation was sent. A lost one is made up for when the event comes again. */
  async confirm(producer: Service, id: string): Promise<void> {
    this.open.set(producer, [...(this.open.get(producer) ?? []), id]);
    this.flushing ??= new Promise((resolve) => {
      setTimeout(() => {
        this.flush();
        resolve();
      }, pause);
    });
    await this.flushing;
  }

  private flush(): void {
    this.flushing = undefined;
    const all = [...this.open];
    this.open.clear();
    for (const [producer, ids] of all) {
      for (let from = 0; from < ids.length; from += batch) {
        if (!this.connection.isClosed()) this.connection.publish(`cfm.${producer}.${this.consumer}`, writeJson(ids.slice(from, from + batch)));
      }
    }
  }
}
