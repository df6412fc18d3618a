import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Fault } from '#libs/contracts/faults.js';
import { csrfMatches, csrfToken } from '../accounts/session.js';

const policy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
  "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
].join('; ');
const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Headers of every answer, and the origin check of every request that changes something. */
export function secure(app: FastifyInstance, publicUrl: string): void {
  const origin = new URL(publicUrl).origin;
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({
      'content-security-policy': policy,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
      ...(origin.startsWith('https:') && { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }),
      ...(!request.url.startsWith('/assets/') && { 'cache-control': 'no-store' }),
    });
    if (!safe.has(request.method)) demandOwnOrigin(request, origin);
  });
}

/**
 * Refuses a change that another site's page asks for. A browser names the origin; a script or a
 * command line, which carries no cookies of anybody, need not.
 */
function demandOwnOrigin(request: FastifyRequest, origin: string): void {
  const named = request.headers.origin;
  const site = request.headers['sec-fetch-site'];
  // under `Referrer-Policy: no-referrer` browsers send `Origin: null` with form posts: then the fetch metadata decide
  if (named !== undefined && named !== 'null' && named !== origin && hostOf(named) !== request.headers.host) throw foreign();
  if (typeof site === 'string' && site !== 'same-origin' && site !== 'none') throw foreign();
}

/**
 * Demands the session's token in a form that changes something.
 * @param given the field `_csrf` or the header `x-csrf-token`
 */
export function demandCsrf(request: FastifyRequest, sessionKey: string, given: unknown): void {
  const id = request.visitor.person?.id ?? request.visitor.vendor?.link;
  if (id && !csrfMatches(csrfToken(sessionKey, id), given)) {
    throw new Fault('forbidden', 'web.form-stale', 'This form belongs to another session. Go back, load the page again and repeat it: what you typed is still there');
  }
}

/** The token for the forms of this visitor's pages. */
export function csrfOf(request: FastifyRequest, sessionKey: string): string {
  // a request that was refused before anybody was recognized has no visitor
  const id = request.visitor?.person?.id ?? request.visitor?.vendor?.link;
  return id ? csrfToken(sessionKey, id) : '';
}

/** Names and flags of the cookies: `__Host-` and Secure wherever pages are served over https. */
export function cookieOf(publicUrl: string, name: string): { name: string; flags: { path: string; httpOnly: true; sameSite: 'lax'; secure: boolean } } {
  const secureCookie = publicUrl.startsWith('https:');
  return { name: `${secureCookie ? '__Host-' : ''}concord-${name}`, flags: { path: '/', httpOnly: true, sameSite: 'lax', secure: secureCookie } };
}

function hostOf(url: string): string | null {
  try {
    return new URL(url).host;
  } catch {
    return null;
  }
}

function foreign(): Fault {
  return new Fault('forbidden', 'web.foreign-origin', 'This request came from another site and was refused');
}
