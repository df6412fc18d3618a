import { Fault } from '#libs/contracts/faults.js';
import type { Transaction } from '#libs/platform/transaction.js';
import type { RequestRow, ReviewRow } from './entities.js';
import { policyOf } from './policy.js';

/** What is to be done when a person accepts an answer. */
export type Acceptance = 'first' | 'second' | 'nothing' | 'own';

/** An acceptance that does not count yet. */
export const waitsForSecond = (review: Pick<ReviewRow, 'verdict' | 'needsSecond' | 'secondAccount'>): boolean => review.verdict === 'accepted' && review.needsSecond && review.secondAccount === null;

/** Whether two people accept what this vendor answers: its tier stands in the policy. A vendor without a tier is not asked for twice. */
export async function asksTwo(tx: Transaction, request: Pick<RequestRow, 'tenantId' | 'vendor'>): Promise<boolean> {
  const { fourEyes } = await policyOf(tx);
  if (!fourEyes.length) return false;
  const [row] = await tx.query<{ tier: string | null }>('select tier from questionnaires.vendor where tenant_id = $1 and id = $2', [request.tenantId, request.vendor]);
  return fourEyes.some((tier) => tier === row?.tier);
}

/**
 * What one person's acceptance of an answer comes to.
 * @param review the verdict on the answer as it stands, if there is one
 */
export function acceptanceBy(actor: string, review: Pick<ReviewRow, 'verdict' | 'needsSecond' | 'secondAccount' | 'byAccount'> | undefined): Acceptance {
  if (review?.verdict !== 'accepted' || !review.needsSecond) return 'first';
  if (!waitsForSecond(review)) return 'nothing';
  return review.byAccount === actor ? 'own' : 'second';
}

/** Said to whoever accepts twice. */
export function ownAcceptance(): Fault {
  return new Fault('conflict', 'questionnaires.second-person', 'You accepted this already. Vendors of this tier need two people: somebody else has to accept it too');
}
