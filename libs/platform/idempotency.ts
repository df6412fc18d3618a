import type { RequestContract, Service } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { canonicalJson, sha256 } from './digests.js';
import { now, type Later } from './later.js';
import type { Transaction } from './transaction.js';

interface Kept {
  readonly digest: string;
  readonly reply: unknown;
}

/**
 * Does the work once for an idempotency key. A second request with the key waits for the first one,
 * then gets its reply; keys are kept per actor, so that nobody meets another's reply.
 * @throws Fault `platform.key-reused` (unprocessable) where the key came with another subject or body before
 */
export async function onceForKey<T>(
  tx: Transaction,
  service: Service,
  contract: RequestContract,
  body: unknown,
  work: (tx: Transaction) => Promise<T | Later<T>>,
): Promise<T | Later<T>> {
  const { tenant, actor, idempotencyKey: key } = tx.context;
  if (!key) return work(tx);
  const digest = sha256(canonicalJson([contract.subject, body]));
  const claimed = await tx.query(
    `insert into ${service}.idempotency (tenant_id, actor, key, digest) values ($1, $2, $3, $4)
     on conflict do nothing returning key`,
    [tenant, actor, key, digest],
  );
  if (claimed.length === 0) return replyKept<T>(tx, service, digest);
  const reply = await now(await work(tx));
  tx.send(`update ${service}.idempotency set reply = $4 where tenant_id = $1 and actor = $2 and key = $3`, [tenant, actor, key, JSON.stringify(reply ?? null)]);
  return reply;
}

async function replyKept<T>(tx: Transaction, service: Service, digest: string): Promise<T> {
  const { tenant, actor, idempotencyKey } = tx.context;
  const [kept] = await tx.query<Kept>(
    `select digest, reply from ${service}.idempotency where tenant_id = $1 and actor = $2 and key = $3`,
    [tenant, actor, idempotencyKey],
  );
  if (kept?.digest !== digest) {
    throw new Fault('unprocessable', 'platform.key-reused', 'This idempotency key was used before with another request. Use a new key.');
  }
  return kept.reply as T;
}
