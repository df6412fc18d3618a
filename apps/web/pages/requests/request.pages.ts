import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Fault } from '#libs/contracts/faults.js';
import { answersReview, requestCancel, requestGet, requestLink, requestResend } from '#libs/contracts/questionnaires.contract.js';
import { requestContact, requestExtend, requestPause } from '#libs/contracts/sending.contract.js';
import { Bus } from '#libs/platform/bus.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { attempt, formErrors, optionalText, text, texts, type FormBody } from '../../http/form.js';
import { Page, Redirect, StoredFile } from '../../http/page.js';
import { personOf, type Person } from '../../http/visitor.js';
import { message } from '../../render.js';
import { peopleNames } from '../people-names.js';
import { askBeside } from './beside.js';
import { requestFormErrors } from './new-request.view.js';
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
  async link(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const person = personOf(request, 'administrator', 'procurement');
    const { url } = await this.bus.request(requestLink, { id, renew: text(body, 'renew') === 'yes' }, person.context);
    return this.page(person, id, { link: url });
  }

  @Post('resend')
  async resend(@Req() request: FastifyRequest, @Param('id') id: string) {
    const { context } = personOf(request, 'administrator', 'procurement');
    const done = await attempt(() => this.bus.request(requestResend, { id }, context));
    return new Redirect(`/requests/${id}`, done.fault ? { kind: 'warn', text: done.fault.message } : { kind: 'done', text: message('requests.one.resent') });
  }

  @Post('cancel')
  cancel(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const values = { reason: text(body, 'reason') };
    return this.change(request, id, 'cancel', values, (context) => this.bus.request(requestCancel, { id, version: version(body), ...values }, context));
  }

  @Post('due')
  extend(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const values = { date: text(body, 'date'), zone: text(body, 'zone') };
    return this.change(request, id, 'due', values, (context) => this.bus.request(requestExtend, { id, version: version(body), due: values, tell: text(body, 'tell') === 'yes' }, context));
  }

  @Post('contact')
  contact(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const values = { to: text(body, 'to'), contactName: text(body, 'contactName') };
    return this.change(request, id, 'contact', values, (context) => this.bus.request(requestContact, { id, version: version(body), to: values.to, contactName: values.contactName || undefined }, context));
  }

  @Post('pause')
  pause(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const paused = text(body, 'paused') === 'yes';
    return this.change(request, id, paused ? 'paused' : 'resumed', {}, (context) => this.bus.request(requestPause, { id, version: version(body), paused }, context));
  }

  @Get('documents/:document')
  async document(@Req() request: FastifyRequest, @Param('id') id: string, @Param('document') document: string) {
    const { context } = personOf(request);
    const { attachments } = await this.bus.request(requestGet, { id }, context);
    const found = attachments.find((attachment) => attachment.id === document);
    if (!found) throw new Fault('missing', 'web.document-unknown', 'There is no such document at this request');
    return new StoredFile(context.tenant, found.sha256, 'application/octet-stream', found.name);
  }

  /** One change of a request: on a refusal its form stands open with what was typed. */
  private async change(request: FastifyRequest, id: string, what: string, values: Record<string, string>, ask: (context: Context) => Promise<unknown>) {
    const person = personOf(request, 'administrator', 'procurement');
    const done = await attempt(() => ask({ ...person.context, idempotencyKey: newId() }));
    if (done.fault) return this.page(person, id, { opened: what, values, ...requestFormErrors(formErrors(done.fault)) });
    return new Redirect(`/requests/${id}`, { kind: 'done', text: message(`requests.one.done.${what}`) });
  }

  private async page({ context, session }: Person, id: string, forms: Record<string, unknown>): Promise<Page> {
    const [detail, names] = await Promise.all([this.bus.request(requestGet, { id }, context), peopleNames(this.database, context)]);
    const beside = await askBeside(this.bus, detail, context);
    return new Page('requests/request', requestView({ detail, names, beside, me: context.actor, roles: session.roles, now: Date.now() }, forms), forms['errors'] ? 422 : 200);
  }
}

const version = (body: FormBody): number => Number(text(body, 'version'));
