import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import type { INestApplication } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Bus } from '#libs/platform/bus.js';
import type { Config } from '#libs/platform/config.js';
import { LOG, type Log } from '#libs/platform/log.js';
import { ObjectStore } from '#libs/platform/object-store.js';
import { Readiness } from '#libs/platform/readiness.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { serveApi } from './api.js';
import { chooseLanguage } from './choose-language.js';
import { answerFault } from './faults.js';
import { serveHealth } from './health.js';
import { recognize } from './recognize.js';
import { RateLimits } from './rate-limit.js';
import { secure } from './security.js';

const here = fileURLToPath(new URL('..', import.meta.url));

/** Fastify under Nest: short bodies, no trace of what it is. */
export function adapter(): FastifyAdapter {
  return new FastifyAdapter({ bodyLimit: 1_048_576, trustProxy: 'loopback, linklocal, uniquelocal', requestTimeout: 60_000, routerOptions: { maxParamLength: 300 } });
}

/** Puts headers, cookies, sessions, files and the JSON API around Nest's pages, in this order. */
export async function prepare(app: INestApplication, config: Config): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance() as FastifyInstance;
  const database = app.get(TenantDatabase);
  const bus = app.get(Bus);
  const log = app.get<Log>(LOG);
  const sessionKey = config.sessionKey ?? '';
  secure(fastify, config.publicUrl);
  await fastify.register(cookie);
  await fastify.register(formbody, { parser: (text) => formOf(text) });
  await fastify.register(multipart);
  recognize(fastify, { database, bus, publicUrl: config.publicUrl, sessionKey });
  chooseLanguage(fastify, config.publicUrl);
  await fastify.register(fastifyStatic, { root: join(here, 'assets'), prefix: '/assets/', immutable: true, maxAge: '365d', index: false });
  const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  await fastify.register(fastifyStatic, { root: swagger, prefix: '/assets/api-docs/', decorateReply: false, index: false, allowedPath: (path) => /swagger-ui(-bundle)?\.(css|js)$/.test(path) });
  await fastify.register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => answerFault(request, reply, config, log, error));
    serveApi(scope, { bus, store: app.get(ObjectStore), limits: app.get(RateLimits), sessionKey });
  });
  serveHealth(fastify, app.get(Readiness));
}

/** Form fields without a prototype, so that no name from outside can reach one. */
function formOf(text: string): Record<string, string | string[]> {
  const fields = Object.create(null) as Record<string, string | string[]>;
  for (const [name, value] of new URLSearchParams(text)) {
    const before = fields[name];
    fields[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return fields;
}
