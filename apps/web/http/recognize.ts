import type { FastifyInstance, FastifyRequest } from 'fastify';
import { vendorSession } from '#libs/contracts/vendor-form.contract.js';
import type { Bus } from '#libs/platform/bus.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { findToken } from '../accounts/api-token.js';
import { findSession } from '../accounts/session.js';
import { inZone } from '../zone.js';
import { formOfAddress } from './form-address.js';
import { cookieOf, demandCsrf } from './security.js';
import { nobodyOf, type Visitor } from './visitor.js';

interface Parts {
  readonly database: TenantDatabase;
  readonly bus: Bus;
  readonly publicUrl: string;
  readonly sessionKey: string;
}

const quiet = /^\/(assets|health)\//;
const vendorApi = /^\/api\/form(\/|$|\?)/;

/** Finds out who asks, before any page or operation runs, and refuses a page's form without its session's token. Times are said in that person's zone. */
export function recognize(app: FastifyInstance, parts: Parts): void {
  app.decorateRequest('visitor', undefined as unknown as Visitor);
  app.addHook('onRequest', async (request) => {
    request.visitor = quiet.test(request.url) ? {} : await visitorOf(request, parts);
  });
  app.addHook('preHandler', async (request) => {
    if (request.method !== 'POST' || request.url.startsWith('/api/') || request.isMultipart()) return;
    demandCsrf(request, parts.sessionKey, (request.body as Record<string, unknown> | undefined)?.['_csrf'] ?? request.headers['x-csrf-token']);
  });
  app.addHook('preHandler', (request, _reply, done) => {
    const { person } = request.visitor;
    if (person) inZone(person.zone, done);
    else done();
  });
}

async function visitorOf(request: FastifyRequest, { database, bus, publicUrl }: Parts): Promise<Visitor> {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const form = formOfAddress(request.url);
  if (form || vendorApi.test(request.url)) {
    const secret = form ? request.cookies[cookieOf(publicUrl, form.cookie).name] : bearer;
    if (!secret || secret.length < 20 || secret.length > 200) return {};
    const found = await bus.request(vendorSession, { session: secret }, nobodyOf(request));
    return found ? { vendor: { ...found, secret } } : { lapsed: secret };
  }
  if (bearer) {
    const token = await findToken(database, bearer);
    return token ? { token } : {};
  }
  const secret = request.cookies[cookieOf(publicUrl, 'session').name];
  const person = secret ? await findSession(database, secret) : null;
  return person ? { person } : {};
}
