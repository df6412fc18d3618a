import type { ActorClaims, RequestContract } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';

/**
 * Whether the contract lets this actor ask at all: the kind of actor, the service that vouches for it,
 * the tenant, and for a person one of the roles that the contract names.
 * @throws Fault `platform.not-allowed` (forbidden)
 */
export function authorize(contract: RequestContract, claims: ActorClaims): void {
  const reason = refusal(contract, claims);
  if (reason) throw new Fault('forbidden', 'platform.not-allowed', `${reason} (${contract.subject})`);
}

function refusal(contract: RequestContract, claims: ActorClaims): string | undefined {
  if (!contract.issuers.includes(claims.kind)) return `A ${claims.kind} may not ask this.`;
  if (!contract.callers.includes(claims.iss)) return `${claims.iss} may not ask this.`;
  if (claims.kind !== 'system' && claims.iss !== 'web') return `${claims.iss} may not speak for a ${claims.kind}.`;
  if (claims.kind === 'system' && claims.sub !== `system:${claims.iss}`) return `${claims.iss} may only speak for itself.`;
  if (!contract.tenantless && claims.ten === null) return 'The request names no tenant.';
  const roles = contract.http?.roles ?? [];
  if (claims.kind === 'person' && roles.length > 0 && !roles.some((role) => claims.roles.includes(role))) {
    return `This needs one of the roles ${roles.join(', ')}.`;
  }
  return undefined;
}
