import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import type { Config } from '#libs/platform/config.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { ObjectStore } from '#libs/platform/object-store.js';
import { Page, Redirect, StoredFile } from './page.js';
import { sendFile, sendPage, sendRedirect } from './send.js';

/** Sends what a page's method returned: a page in its frame, a redirect, or a stored file. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly store: ObjectStore,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(mergeMap((result: unknown) => this.send(request, reply, result)));
  }

  private async send(request: FastifyRequest, reply: FastifyReply, result: unknown): Promise<unknown> {
    if (result instanceof Page) return sendPage(request, reply, this.config, result);
    if (result instanceof Redirect) return sendRedirect(reply, this.config, result);
    if (result instanceof StoredFile) return sendFile(reply, this.store, result);
    return result;
  }
}
