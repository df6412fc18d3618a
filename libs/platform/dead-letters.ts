import type { Service } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import type { Context } from './context.js';
import { claimEvent } from './inbox.js';
import type { TenantDatabase } from './tenant-database.js';
import type { Transaction } from './transaction.js';

/** A message that could not have its effect, kept for a person to look at. */
export interface DeadLetter {
  readonly id: string;
  readonly subject: string;
  readonly body: string;
  readonly reason: string;
  readonly at: Date;
}

/** Messages that have exhausted their deliveries or fit no contract. */
export class DeadLetters {
  constructor(
    private readonly database: TenantDatabase,
    private readonly service: Service,
  ) {}

  /**
   * Parks a message and marks its event as settled, so that a copy of it is skipped.
   * @returns false where the event had its effect already and nothing is to be parked
   */
  async park(context: Context, event: string, subject: string, body: string, reason: string): Promise<boolean> {
    return this.database.run(context, async (tx) => {
      if (!(await claimEvent(tx, this.service, event))) return this.isOpen(tx, event);
      await tx.query(
        `insert into ${this.service}.dead_letter (tenant_id, id, subject, body, reason) values ($1, $2, $3, $4, $5) on conflict do nothing`,
        [context.tenant, event, subject, body, reason],
      );
      return true;
    });
  }

  /** Says why a parked message failed. */
  async explain(context: Context, event: string, reason: string): Promise<void> {
    await this.database.run(context, (tx) =>
      tx.query(`update ${this.service}.dead_letter set reason = $3 where tenant_id = $1 and id = $2 returning id`, [context.tenant, event, reason]),
    );
  }

  /** The parked messages of a tenant that have not had their effect, oldest first. */
  async list(context: Context): Promise<readonly DeadLetter[]> {
    return this.database.run(context, (tx) =>
      tx.query<DeadLetter>(`select id, subject, body, reason, at from ${this.service}.dead_letter where replayed_at is null order by at, id limit 500`),
    );
  }

  /**
   * Gives a parked message its effect, in one transaction with the mark that it had it.
   * @throws Fault `platform.dead-letter-unknown` where it is not there or was replayed before
   */
  async settle(context: Context, event: string, effect: (tx: Transaction, letter: DeadLetter) => Promise<void>): Promise<void> {
    await this.database.run(context, async (tx) => {
      const [letter] = await tx.query<DeadLetter>(
        `select id, subject, body, reason, at from ${this.service}.dead_letter where id = $1 and replayed_at is null for update`,
        [event],
      );
      if (!letter) throw new Fault('missing', 'platform.dead-letter-unknown', 'There is no such message waiting.');
      await effect(tx, letter);
      await tx.query(`update ${this.service}.dead_letter set replayed_at = now() where tenant_id = $1 and id = $2 returning id`, [context.tenant, event]);
    });
  }

  private async isOpen(tx: Transaction, event: string): Promise<boolean> {
    const rows = await tx.query(`select id from ${this.service}.dead_letter where id = $1 and replayed_at is null`, [event]);
    return rows.length > 0;
  }
}
