import { z } from 'zod';

/** The services that answer requests and publish events. */
export const services = ['web', 'vendors', 'questionnaires', 'reports', 'programme', 'crosswalk', 'notifier'] as const;
export type Service = (typeof services)[number];

/** What a person may be within a tenant. */
export const roles = ['administrator', 'procurement', 'compliance', 'reader', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** Where a request stands in the JSON API, and who may call it. */
export interface HttpBinding {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path below `/api`, with `:name` for a field of the request. */
  readonly path: string;
  /** Empty for what a vendor session or nobody signed in may call; the issuers say which. */
  readonly roles: readonly Role[];
  readonly summary: string;
  /** The request is a command that takes an `Idempotency-Key` header. */
  readonly idempotent?: boolean;
  /** The reply names a file of the object store, which is sent in its place. */
  readonly file?: boolean;
}

/** Who may issue a request: a person (through web), a vendor session (through web), or a service for itself. */
export type Issuer = 'person' | 'vendor' | 'system';

/** One subject: what is asked, what is answered, who serves it and who may call it. */
export interface RequestContract<Q extends z.ZodType = z.ZodType, A extends z.ZodType = z.ZodType> {
  readonly service: Service;
  readonly name: string;
  readonly subject: string;
  readonly request: Q;
  readonly reply: A;
  readonly issuers: readonly Issuer[];
  readonly callers: readonly Service[];
  /** True for the few look-ups that run before a tenant is known. */
  readonly tenantless: boolean;
  /** Milliseconds until the caller gives up with `unavailable`. */
  readonly timeout: number;
  readonly http?: HttpBinding;
}

export type RequestOf<C extends RequestContract> = z.output<C['request']>;
export type InputOf<C extends RequestContract> = z.input<C['request']>;
export type ReplyOf<C extends RequestContract> = z.output<C['reply']>;

interface RequestOptions<Q extends z.ZodType, A extends z.ZodType> {
  readonly request: Q;
  readonly reply: A;
  readonly issuers?: readonly Issuer[];
  readonly callers?: readonly Service[];
  readonly tenantless?: boolean;
  readonly timeout?: number;
  readonly http?: HttpBinding;
}

/**
 * Declares a request subject, `rpc.<service>.<name>`.
 * @param service who answers
 * @param name one kebab-case token
 * @throws Error when the name is not one kebab-case token
 */
export function request<Q extends z.ZodType, A extends z.ZodType>(
  service: Service,
  name: string,
  options: RequestOptions<Q, A>,
): RequestContract<Q, A> {
  return {
    service,
    name: kebab(name),
    subject: `rpc.${service}.${name}`,
    issuers: ['person'],
    callers: ['web'],
    tenantless: false,
    timeout: 5_000,
    ...options,
  };
}

/** One event: what happened, who says so, and every service that must have taken note before it is forgotten. */
export interface EventContract<P extends z.ZodType = z.ZodType> {
  readonly producer: Service;
  readonly name: string;
  readonly payload: P;
  readonly version: number;
  readonly consumers: readonly Service[];
}

export type PayloadOf<C extends EventContract> = z.output<C['payload']>;

/**
 * Declares an event, published as `evt.<producer>.<name>.<tenant>`.
 * @param consumers the services whose inboxes must confirm it
 */
export function event<P extends z.ZodType>(
  producer: Service,
  name: string,
  payload: P,
  consumers: readonly Service[],
  version = 1,
): EventContract<P> {
  return { producer, name: kebab(name), payload, consumers, version };
}

/** The subject of an event for one tenant, or the pattern for all with `*`. */
export function eventSubject(contract: EventContract, tenant: string): string {
  return `evt.${contract.producer}.${contract.name}.${tenant}`;
}

/** What every event carries beside its payload. */
export const envelope = z.object({
  id: z.uuid(),
  tenant: z.uuid(),
  name: z.string(),
  version: z.int(),
  actor: z.string(),
  trace: z.string(),
  at: z.iso.datetime(),
  payload: z.unknown(),
});
export type Envelope = z.output<typeof envelope>;

/** The claims of the token that goes with each request. `ten` is null for tenantless look-ups. */
export const actorClaims = z.object({
  iss: z.enum(services),
  sub: z.string(),
  kind: z.enum(['person', 'vendor', 'system']),
  ten: z.uuid().nullable(),
  rid: z.string(),
  roles: z.array(z.enum(roles)).default([]),
  exp: z.int(),
});
export type ActorClaims = z.output<typeof actorClaims>;

function kebab(name: string): string {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) throw new Error(`contract name "${name}" is not one kebab-case token`);
  return name;
}
