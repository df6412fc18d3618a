import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HttpBinding, RequestContract } from '#libs/contracts/contract.js';
import { documentAttach } from '#libs/contracts/vendor-form.contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { requests } from '#libs/contracts/registry.js';
import { documentAdd } from '#libs/contracts/reports.contract.js';
import { ownEvidenceAdd } from '#libs/contracts/programme.contract.js';
import { overlayImport } from '#libs/contracts/overlays.contract.js';
import { documentByHand, documentFile, reportExport } from '#libs/contracts/reports-assurance.contract.js';
import type { Bus } from '#libs/platform/bus.js';
import type { Context } from '#libs/platform/context.js';
import type { ObjectStore } from '#libs/platform/object-store.js';
import { StoredFile } from './page.js';
import type { RateLimits } from './rate-limit.js';
import { demandCsrf } from './security.js';
import { sendFile } from './send.js';
import { byHandOf, byHandSuffixes } from './by-hand-form.js';
import { receiveUpload } from './upload.js';
import { callerOf, nobodyOf, vendorOf } from './visitor.js';

type Bound = RequestContract & { readonly http: HttpBinding };

/** Everything the JSON API needs. */
export interface ApiParts {
  readonly bus: Bus;
  readonly store: ObjectStore;
  readonly limits: RateLimits;
  readonly sessionKey: string;
}

/** The contracts that stand in the JSON API. */
export const boundContracts: readonly Bound[] = requests.filter((contract): contract is Bound => contract.http !== undefined);

/** Serves every bound contract below `/api`, and the few routes that carry files. */
export function serveApi(app: FastifyInstance, parts: ApiParts): void {
  for (const contract of boundContracts) {
    app.route({
      method: contract.http.method,
      url: `/api${contract.http.path}`,
      handler: async (request, reply) => {
        const context = await callerFor(contract, request, parts);
        const reply_ = await parts.bus.request(contract, inputOf(request), context);
        if (contract.http.file) {
          const file = reply_ as { readonly sha256: string; readonly type: string; readonly name: string };
          return sendFile(reply, parts.store, new StoredFile(context.tenant, file.sha256, file.type, file.name));
        }
        return json(reply, reply_, contract.http.method === 'POST' && contract.http.idempotent ? 201 : 200);
      },
    });
  }
  serveFiles(app, parts);
}

function serveFiles(app: FastifyInstance, parts: ApiParts): void {
  const { bus, store, sessionKey } = parts;
  app.post<{ Params: { vendor: string } }>('/api/vendors/:vendor/reports', async (request, reply) => {
    const context = await limited(callerOf(request), request, parts);
    demandRole(context, 'administrator', 'compliance', 'procurement');
    const { upload } = await receiveUpload(request, store, context.tenant, sessionKey, ['pdf']);
    return json(reply, await bus.request(documentAdd, { vendor: request.params.vendor, sha256: upload.sha256, name: upload.name, size: upload.size }, context), 201);
  });
  app.post<{ Params: { control: string } }>('/api/programme/controls/:control/evidence', async (request, reply) => {
    const context = await limited(callerOf(request), request, parts);
    demandRole(context, 'administrator', 'compliance');
    const { upload, fields } = await receiveUpload(request, store, context.tenant, sessionKey, ['pdf', 'png', 'jpg', 'jpeg', 'txt', 'csv', 'md', 'xlsx', 'docx', 'zip']);
    const input = { control: request.params.control, sha256: upload.sha256, name: upload.name, size: upload.size, from: one(fields, 'from') ?? '', to: one(fields, 'to'), note: one(fields, 'note') };
    return json(reply, await bus.request(ownEvidenceAdd, input, context), 201);
  });
  app.get<{ Params: { id: string } }>('/api/reports/:id/file', async (request, reply) => {
    const context = await limited(callerOf(request), request, parts);
    const file = await bus.request(documentFile, { id: request.params.id, reader: request.visitor.person?.name }, context);
    return sendFile(reply, store, new StoredFile(context.tenant, file.sha256, file.type, file.name, 'attachment', file.marked));
  });
  app.get<{ Params: { id: string } }>('/api/reports/:id/export', async (request, reply) => {
    const context = await limited(callerOf(request), request, parts);
    const file = await bus.request(reportExport, inputOf(request) as Parameters<typeof bus.request<typeof reportExport>>[1], context);
    return sendFile(reply, store, new StoredFile(context.tenant, file.sha256, file.type, file.name));
  });
  app.post<{ Params: { vendor: string } }>('/api/vendors/:vendor/documents', async (request, reply) => {
    const context = await limited(callerOf(request), request, parts);
    demandRole(context, 'administrator', 'compliance');
    const { upload, fields } = await receiveUpload(request, store, context.tenant, sessionKey, byHandSuffixes);
    const input = { ...byHandOf((name) => one(fields, name)), vendor: request.params.vendor, file: { sha256: upload.sha256, name: upload.name, size: upload.size } };
    return json(reply, await bus.request(documentByHand, input as Parameters<typeof bus.request<typeof documentByHand>>[1], context), 201);
  });
  app.post('/api/form/documents', async (request, reply) => {
    const context = vendorOf(request);
    const { upload, fields } = await receiveUpload(request, store, context.tenant, sessionKey, ['pdf', 'xlsx', 'docx', 'png', 'jpg', 'jpeg', 'csv', 'txt']);
    const input = { sha256: upload.sha256, name: upload.name, size: upload.size, kind: one(fields, 'kind') ?? 'other', questions: fields['questions'] ?? [], validUntil: one(fields, 'validUntil') };
    return json(reply, await bus.request(documentAttach, input, context), 201);
  });
  app.post('/api/overlays/imports', async (request, reply) => {
    const context = await limited(callerOf(request), request, parts);
    demandRole(context, 'administrator', 'compliance');
    const { upload, fields } = await receiveUpload(request, store, context.tenant, sessionKey, ['csv', 'xlsx', 'json']);
    const input = { sha256: upload.sha256, name: upload.name, framework: one(fields, 'framework'), to: one(fields, 'to'), dryRun: one(fields, 'dryRun') ?? 'true', version: one(fields, 'version') };
    return json(reply, await bus.request(overlayImport, input, context));
  });
}

async function callerFor(contract: Bound, request: FastifyRequest, parts: ApiParts): Promise<Context> {
  if (contract.tenantless) {
    await parts.limits.count('link', request.ip);
    return nobodyOf(request);
  }
  const context = contract.issuers.includes('vendor') ? vendorOf(request) : await limited(callerOf(request), request, parts);
  // a bearer secret is no cookie: no other site can make a browser send it
  if (!request.headers.authorization && request.method !== 'GET') demandCsrf(request, parts.sessionKey, request.headers['x-csrf-token']);
  if (contract.http.roles.length) demandRole(context, ...contract.http.roles);
  return context;
}

async function limited(context: Context, _request: FastifyRequest, parts: ApiParts): Promise<Context> {
  await parts.limits.count('api', `${context.tenant}:${context.actor}`);
  return context;
}

function demandRole(context: Context, ...allowed: readonly string[]): void {
  if (!context.roles.some((role) => allowed.includes(role))) throw new Fault('forbidden', 'web.role-missing', 'Your roles do not include this');
}

/** Path, query and body are one request; what the path names wins. */
function inputOf(request: FastifyRequest): Record<string, unknown> {
  const body = typeof request.body === 'object' && request.body !== null && !Array.isArray(request.body) ? request.body : {};
  return { ...(request.query as object), ...body, ...(request.params as object) };
}

function json(reply: FastifyReply, value: unknown, status = 200): string {
  void reply.status(status).type('application/json; charset=utf-8');
  return JSON.stringify(value);
}

const one = (fields: Record<string, string[]>, name: string): string | undefined => fields[name]?.[0] || undefined;
