import { RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { Fault } from '#libs/contracts/faults.js';
import { sha256 } from '#libs/platform/digests.js';

/** How many tries within how many seconds, and how long a lock lasts. */
const limits = {
  'sign-in-address': { points: 10, duration: 900 },
  'sign-in-network': { points: 100, duration: 900 },
  'second-factor': { points: 10, duration: 900 },
  reset: { points: 5, duration: 3_600 },
  link: { points: 120, duration: 600 },
  'first-run': { points: 20, duration: 600 },
  api: { points: 1_200, duration: 60 },
} as const;
export type Limit = keyof typeof limits;

/** Limits shared by every replica, counted in PostgreSQL under hashed keys. */
export class RateLimits {
  private readonly limiters: ReadonlyMap<Limit, RateLimiterPostgres>;

  constructor(dataSource: DataSource) {
    const make = (name: Limit) => new RateLimiterPostgres({
      storeClient: dataSource, storeType: 'typeorm', schemaName: 'web', tableName: 'rate_limit', tableCreated: true, clearExpiredByTimeout: false,
      keyPrefix: name, ...limits[name],
    });
    this.limiters = new Map((Object.keys(limits) as Limit[]).map((name) => [name, make(name)]));
  }

  /**
   * Counts one try.
   * @throws Fault `web.too-many` that says how many minutes to wait
   */
  async count(limit: Limit, key: string): Promise<void> {
    try {
      await this.limiters.get(limit)?.consume(sha256(key));
    } catch (refused) {
      if (refused instanceof Error) throw refused;
      const minutes = Math.max(1, Math.ceil((refused as RateLimiterRes).msBeforeNext / 60_000));
      throw new Fault('too-many', 'web.too-many', `That was tried too often. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`, { details: { minutes } });
    }
  }

  /** Forgets the tries of a key after a success. */
  async forget(limit: Limit, key: string): Promise<void> {
    await this.limiters.get(limit)?.delete(sha256(key));
  }
}
