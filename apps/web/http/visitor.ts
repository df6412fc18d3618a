import type { FastifyRequest } from 'fastify';
import type { Role } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { vendorSession } from '#libs/contracts/vendor-form.contract.js';
import type { Bus } from '#libs/platform/bus.js';
import { newTrace, traceOf, type Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import type { Session } from '../accounts/session.js';

/** Who a request comes from, as the cookies or the bearer token say. */
export interface Visitor {
  readonly person?: Session;
  readonly token?: { tenant: string; id: string; maker: string; roles: Role[] };
  readonly vendor?: { tenant: string; link: string; email: string; secret: string };
  /** the secret of a vendor session whose time has passed, or that was ended */
  readonly lapsed?: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    visitor: Visitor;
  }
}

/** A signed-in person with the context of requests on their behalf. */
export interface Person {
  readonly session: Session;
  readonly context: Context;
}

/**
 * The person behind a page.
 * @param allowed roles of which one is needed; none means everybody inside
 * @throws Fault `web.sign-in-needed`, `web.second-factor-needed`, `web.role-missing`
 */
export function personOf(request: FastifyRequest, ...allowed: readonly Role[]): Person {
  const session = request.visitor.person;
  if (!session) throw new Fault('unauthenticated', 'web.sign-in-needed', 'Sign in first');
  if (session.secondFactorDue) throw new Fault('unauthenticated', 'web.second-factor-needed', 'Enter the code of your second factor first');
  if (allowed.length && !holds({ session }, ...allowed)) {
    throw new Fault('forbidden', 'web.role-missing', 'Your roles do not include this. An administrator can change that');
  }
  return { session, context: { ...hop(request), tenant: session.tenant, actor: session.account, kind: 'person', roles: session.roles } };
}

/** Whether somebody holds one of some roles. */
export const holds = ({ session }: Pick<Person, 'session'>, ...roles: readonly Role[]): boolean => roles.some((role) => session.roles.includes(role));

/** Whether somebody may accept, correct and reject, and change own rows and controls. */
export const mayReview = (person: Pick<Person, 'session'>): boolean => holds(person, 'administrator', 'compliance');

/** Whether somebody may add vendors and ask them. */
export const mayBuy = (person: Pick<Person, 'session'>): boolean => holds(person, 'administrator', 'procurement');

/** The vendor session behind a page. @throws Fault `web.link-needed` */
export function vendorOf(request: FastifyRequest): Context {
  const vendor = request.visitor.vendor;
  if (!vendor) throw new Fault('unauthenticated', 'web.link-needed', 'Open the link from your mail again: your session has ended. What you saved is kept');
  return { ...hop(request), tenant: vendor.tenant, actor: vendor.link, kind: 'vendor', roles: [] };
}

/** The context of a vendor session that was opened a moment ago. @throws Fault `web.link-needed` */
export async function vendorContext(bus: Bus, request: FastifyRequest, session: string): Promise<Context> {
  const found = await bus.request(vendorSession, { session }, nobodyOf(request));
  request.visitor = found ? { vendor: { ...found, secret: session } } : {};
  return vendorOf(request);
}

/** Whoever may call the JSON API: a token, or the person of the session. @throws Fault `web.sign-in-needed` */
export function callerOf(request: FastifyRequest): Context {
  const { token } = request.visitor;
  if (token) return { ...hop(request), tenant: token.tenant, actor: token.maker, kind: 'person', roles: token.roles };
  return personOf(request).context;
}

/** Web itself, before anybody is known. */
export function nobodyOf(request: FastifyRequest): Context {
  return { ...hop(request), tenant: '', actor: 'system:web', kind: 'system', roles: [] };
}

function hop(request: FastifyRequest): Pick<Context, 'issuer' | 'request' | 'trace' | 'idempotencyKey'> {
  const key = request.headers['idempotency-key'];
  const parent = request.headers['traceparent'];
  return {
    issuer: 'web',
    request: newId(),
    trace: typeof parent === 'string' ? traceOf(parent) : newTrace(),
    ...(typeof key === 'string' && key && { idempotencyKey: key.slice(0, 200) }),
  };
}
