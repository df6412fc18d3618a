import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '#libs/contracts/faults.js';
import type { Config } from '#libs/platform/config.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { LOG, traced, type Log } from '#libs/platform/log.js';
import { message } from '../render.js';
import { Page, Redirect } from './page.js';
import { sendPage, sendRedirect } from './send.js';

/** Turns what went wrong into an answer: JSON below /api, a page or a redirect elsewhere; never a stack trace. */
@Catch()
export class FaultFilter implements ExceptionFilter {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    answerFault(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), this.config, this.log, error);
  }
}

/** Answers one fault; used by Nest's filter and by Fastify's own error handler alike. */
export function answerFault(request: FastifyRequest, reply: FastifyReply, config: Config, log: Log, error: unknown): void {
  if (reply.sent) return;
  const fault = faultOf(error);
  if (fault.kind === 'internal') log.error({ ...traced(error), method: request.method, route: request.routeOptions.url }, 'request failed');
  if (request.url.startsWith('/api/')) {
    void reply.status(fault.status).type('application/json; charset=utf-8').send(JSON.stringify({ error: fault.body() }));
    return;
  }
  if (fault.code === 'web.sign-in-needed') {
    const next = request.method === 'GET' ? `?next=${encodeURIComponent(request.url)}` : '';
    void reply.send(sendRedirect(reply, config, new Redirect(`/sign-in${next}`)));
  } else if (fault.code === 'web.second-factor-needed') {
    void reply.send(sendRedirect(reply, config, new Redirect('/sign-in/code')));
  } else {
    void reply.send(sendPage(request, reply, config, faultPage(request, fault)));
  }
}

function faultPage(request: FastifyRequest, fault: Fault): Page {
  const known = ['forbidden', 'missing', 'gone', 'unavailable', 'too-many', 'too-large', 'unauthenticated', 'full'].includes(fault.kind);
  const title = message(`error.${known ? fault.kind : fault.kind === 'internal' ? 'internal' : 'other'}.title`);
  const says = fault.kind === 'internal' ? message('error.internal.text') : fault.message;
  const inside = request.visitor?.person && !request.visitor.person.secondFactorDue;
  return new Page(inside ? 'error/inside' : 'error/public', { page: { title }, says, internal: fault.kind === 'internal' }, fault.status);
}

function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  if (status === 404) return new Fault('missing', 'web.page-unknown', 'There is no such page. The address may be mistyped, or what stood here was removed');
  if (status === 413) return new Fault('too-large', 'web.too-large', 'That is more than can be taken at once');
  if (status === 415) return new Fault('not-supported', 'web.type-unknown', 'That kind of content is not taken here');
  if (status >= 400 && status < 500) return new Fault('invalid', 'web.request-invalid', 'That request could not be read');
  return new Fault('internal', 'internal', 'Something went wrong on our side');
}

function statusOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
}
