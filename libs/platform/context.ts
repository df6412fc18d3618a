import type { Issuer, Role, Service } from '#libs/contracts/contract.js';
import { newId, randomBits } from './ids.js';

/** On whose behalf something is done, for which tenant, and which request it belongs to. */
export interface Context {
  /** The tenant's id; '' only in look-ups that run before a tenant is known. */
  readonly tenant: string;
  /** An account id, a vendor link id, or `system:<service>`. */
  readonly actor: string;
  readonly kind: Issuer;
  readonly roles: readonly Role[];
  /** The service that vouches for the actor. */
  readonly issuer: Service;
  readonly request: string;
  /** 32 hexadecimal digits, the trace id of `traceparent`. */
  readonly trace: string;
  readonly idempotencyKey?: string;
}

/** The context of work that a service does for itself, such as a due-date scan. */
export function systemContext(service: Service, tenant: string, cause?: { readonly trace: string }): Context {
  return {
    tenant,
    actor: `system:${service}`,
    kind: 'system',
    roles: [],
    issuer: service,
    request: newId(),
    trace: cause?.trace ?? newTrace(),
  };
}

/** A new trace id: 32 hexadecimal digits. */
export function newTrace(): string {
  return randomBits(16).toString('hex');
}

/** The W3C `traceparent` header for one hop of a trace. */
export function traceparent(trace: string): string {
  return `00-${trace}-${randomBits(8).toString('hex')}-01`;
}

/** The trace id within a `traceparent` header, or a new one where the header is absent or malformed. */
export function traceOf(header: string | undefined): string {
  return /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(header ?? '')?.[1] ?? newTrace();
}
