import { Body, Controller, Get, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { requestList } from '#libs/contracts/questionnaires.contract.js';
import { documentList } from '#libs/contracts/reports.contract.js';
import { contactAdd, decisionRecord, vendorGet } from '#libs/contracts/vendors.contract.js';
import { Bus } from '#libs/platform/bus.js';
import type { Config } from '#libs/platform/config.js';
import { newId } from '#libs/platform/ids.js';
import { ObjectStore } from '#libs/platform/object-store.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { attempt, formErrors, optionalText, text, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { receiveDocuments } from '../reports/receive-documents.js';
import { personOf, type Person } from '../../http/visitor.js';
import { message } from '../../render.js';
import { ifThere } from '../if-there.js';
import { peopleNames } from '../people-names.js';
import { vendorView } from './vendor.view.js';

/** Everything about one vendor on one page, and what is done there. */
@Controller('vendors/:id')
export class VendorPages {
  constructor(
    private readonly bus: Bus,
    private readonly database: TenantDatabase,
    private readonly store: ObjectStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  show(@Req() request: FastifyRequest, @Param('id') id: string, @Query('opened') opened?: string) {
    return this.page(personOf(request), id, { opened: opened === 'sum' });
  }

  @Post('decision')
  async decide(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const person = personOf(request, 'administrator', 'procurement');
    const values = { outcome: text(body, 'outcome'), note: text(body, 'note') };
    const context = { ...person.context, idempotencyKey: text(body, 'key') || newId() };
    const done = await attempt(() => this.bus.request(decisionRecord, { vendor: id, version: text(body, 'version'), ...values } as never, context));
    if (done.fault) return this.page(person, id, { values, ...chosen(formErrors(done.fault)) });
    return new Redirect(`/vendors/${id}`, { kind: 'done', text: message('vendors.one.decided') });
  }

  @Post('contacts')
  async contact(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const person = personOf(request, 'administrator', 'procurement');
    const values = { name: text(body, 'name'), email: text(body, 'email'), phone: optionalText(body, 'phone'), purpose: text(body, 'purpose') };
    const context = { ...person.context, idempotencyKey: text(body, 'key') || newId() };
    const done = await attempt(() => this.bus.request(contactAdd, { vendor: id, ...values } as never, context));
    if (done.fault) return this.page(person, id, { values, addingContact: true, ...formErrors(done.fault) });
    return new Redirect(`/vendors/${id}#contacts`, { kind: 'done', text: message('vendors.one.contactAdded', { name: done.value.name }) });
  }

  @Post('reports')
  async upload(@Req() request: FastifyRequest, @Param('id') id: string) {
    const person = personOf(request, 'administrator', 'procurement', 'compliance');
    const done = await attempt(() => receiveDocuments(request, { bus: this.bus, store: this.store, config: this.config }, person.context, id));
    if (done.fault) return this.page(person, id, formErrors(done.fault));
    return new Redirect(`/reports?vendor=${id}`, { kind: 'done', text: done.value });
  }

  private async page({ context, session }: Person, id: string, forms: Record<string, unknown>): Promise<Page> {
    const vendor = await this.bus.request(vendorGet, { id }, context);
    const [requests, documents, names] = await Promise.all([
      ifThere(this.bus.request(requestList, { vendor: id, sort: 'sent', order: 'desc', limit: 50 }, context)),
      ifThere(this.bus.request(documentList, { vendor: id }, context)),
      peopleNames(this.database, context),
    ]);
    const keys = { decision: newId(), contact: newId() };
    const view = vendorView({ vendor, requests: requests?.items ?? null, documents: documents?.items ?? null, names, roles: session.roles, now: Date.now() }, { keys, ...forms });
    return new Page('vendors/vendor', view, forms['errors'] ? 422 : 200);
  }
}

/** A choice that was not made is asked for in words, not by its values. */
function chosen(refused: ReturnType<typeof formErrors>): ReturnType<typeof formErrors> {
  const said = (field: string, words: string) => (field === 'outcome' ? message('vendors.form.chooseOne') : words);
  return {
    errors: refused.errors.map((error) => ({ ...error, text: said(error.field, error.text) })),
    wrong: Object.fromEntries(Object.entries(refused.wrong).map(([field, words]) => [field, said(field, words)])),
  };
}
