import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Fault } from '#libs/contracts/faults.js';
import { answersReview, requestCancel, requestGet, requestLink, requestResend } from '#libs/contracts/questionnaires.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { newId } from '#libs/platform/ids.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { attempt, formErrors, optionalText, text, texts, type FormBody } from '../../http/form.js';
import { Page, Redirect, StoredFile } from '../../http/page.js';
import { personOf, type Person } from '../../http/visitor.js';
import { message } from '../../render.js';
import { peopleNames } from '../people-names.js';
import { reviewOf } from './review-form.js';
import { requestView } from './request.view.js';

/** One request: how far it is, the answers and the verdicts on them. */
@Controller('requests/:id')
export class RequestPages {
  constructor(
    private readonly bus: Bus,
    private readonly database: TenantDatabase,
  ) {}

  @Get()
  show(@Req() request: FastifyRequest, @Param('id') id: string) {
    return this.page(personOf(request), id, {});
  }

  @Post('review')
  async review(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const person = personOf(request, 'administrator', 'procurement', 'compliance');
    const form = reviewOf(texts(body, 'keys'), text(body, 'verdict'), optionalText(body, 'comment'));
    if (form.refused) return this.page(person, id, form.refused);
    const done = await attempt(() => this.bus.request(answersReview, { request: id, ...form.asked, name: person.session.name }, { ...person.context, idempotencyKey: newId() }));
    if (done.fault) return this.page(person, id, { values: { comment: text(body, 'comment') }, ...formErrors(done.fault) });
    const said = form.asked.keys === 'all' ? message('requests.one.reviewedAll') : message('requests.one.reviewed', { count: form.asked.keys.length });
    return new Redirect(`/requests/${id}`, { kind: 'done', text: said });
  }

  /** The link stands on this answer only; it goes into no address and no cookie. */
  @Post('link')
  async link(@Req() request: FastifyRequest, @Param('id') id: string) {
    const person = personOf(request, 'administrator', 'procurement');
    const { url } = await this.bus.request(requestLink, { id }, person.context);
    return this.page(person, id, { link: url });
  }

  @Post('resend')
  async resend(@Req() request: FastifyRequest, @Param('id') id: string) {
    const { context } = personOf(request, 'administrator', 'procurement');
    const done = await attempt(() => this.bus.request(requestResend, { id }, context));
    return new Redirect(`/requests/${id}`, done.fault ? { kind: 'warn', text: done.fault.message } : { kind: 'done', text: message('requests.one.resent') });
  }

  @Post('cancel')
  async cancel(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const person = personOf(request, 'administrator', 'procurement');
    const values = { reason: text(body, 'reason') };
    const done = await attempt(() => this.bus.request(requestCancel, { id, version: text(body, 'version'), ...values } as never, person.context));
    if (done.fault) return this.page(person, id, { values, ...formErrors(done.fault) });
    return new Redirect(`/requests/${id}`, { kind: 'done', text: message('requests.one.cancelled') });
  }

  @Get('documents/:document')
  async document(@Req() request: FastifyRequest, @Param('id') id: string, @Param('document') document: string) {
    const { context } = personOf(request);
    const { attachments } = await this.bus.request(requestGet, { id }, context);
    const found = attachments.find((attachment) => attachment.id === document);
    if (!found) throw new Fault('missing', 'web.document-unknown', 'There is no such document at this request');
    return new StoredFile(context.tenant, found.sha256, 'application/octet-stream', found.name);
  }

  private async page({ context, session }: Person, id: string, forms: Record<string, unknown>): Promise<Page> {
    const [detail, names] = await Promise.all([this.bus.request(requestGet, { id }, context), peopleNames(this.database, context)]);
    return new Page('requests/request', requestView({ detail, names, roles: session.roles, now: Date.now() }, forms), forms['errors'] ? 422 : 200);
  }
}
