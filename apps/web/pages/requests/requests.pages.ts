import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Fault } from '#libs/contracts/faults.js';
import { requestList, requestSend, templateGet, templateList } from '#libs/contracts/questionnaires.contract.js';
import { policyGet, wordingGet, wordingPreview } from '#libs/contracts/sending.contract.js';
import { vendorGet } from '#libs/contracts/vendors.contract.js';
import { Bus } from '#libs/platform/bus.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import type { Template } from '#libs/questionnaire/template-types.js';
import { attempt, formErrors, text, texts, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { mayBuy, personOf } from '../../http/visitor.js';
import { message } from '../../render.js';
import { newRequestView, proposedValues, requestFormErrors, requestOf, typedRequest } from './new-request.view.js';
import { mailView } from './mail.view.js';
import { wordingOf } from './sending-fields.js';
import { previewView } from './preview.view.js';
import type { TemplateRow } from './propose-request.js';
import { openOf, requestListView, type RequestFilter } from './request-list.view.js';

/** The list of requests, and asking a vendor. */
@Controller()
export class RequestsPages {
  constructor(private readonly bus: Bus) {}

  @Get('requests')
  async list(@Req() request: FastifyRequest, @Query() filter: RequestFilter) {
    const person = personOf(request);
    const asked = { open: openOf(filter), q: filter.q || undefined, batch: filter.batch || undefined, status: filter.status || undefined, sort: filter.sort || undefined, order: filter.order || undefined, cursor: filter.after || undefined };
    return new Page('requests/list', requestListView(await this.bus.request(requestList, asked as never, person.context), filter, Date.now(), mayBuy(person)));
  }

  @Get('vendors/:id/requests/new')
  async form(@Req() request: FastifyRequest, @Param('id') id: string, @Query('template') wanted?: string) {
    const { context } = personOf(request, 'administrator', 'procurement');
    const [vendor, templates, latest, wording, { tiers }] = await Promise.all([
      this.bus.request(vendorGet, { id }, context), this.templates(context), this.bus.request(requestList, { sort: 'sent', order: 'desc', limit: 1 }, context), this.bus.request(wordingGet, {}, context), this.bus.request(policyGet, {}, context),
    ]);
    const template = chosen(templates, wanted ?? tiers[vendor.tier].template ?? undefined);
    const zone = latest.items[0]?.due.zone ?? 'UTC';
    return new Page('requests/new', newRequestView(vendor, templates, template, proposedValues(vendor, template, zone, Date.now(), wording, tiers), newId(), wording, undefined, tiers));
  }

  @Post('vendors/:id/requests/new')
  async send(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const { context, session } = personOf(request, 'administrator', 'procurement');
    const [vendor, wording] = await Promise.all([this.bus.request(vendorGet, { id }, context), this.bus.request(wordingGet, {}, context)]);
    const done = await attempt(() => this.bus.request(requestSend, requestOf(body, vendor, session.name, wording) as never, { ...context, idempotencyKey: text(body, 'key') || newId() }));
    if (!done.fault) return new Redirect(`/requests/${done.value.id}`, { kind: 'done', text: message(done.value.status === 'scheduled' ? 'requests.new.doneLater' : 'requests.new.done', { to: done.value.to }) });
    const templates = await this.templates(context);
    return new Page('requests/new', newRequestView(vendor, templates, chosen(templates, text(body, 'template')), typedRequest(body), newId(), wording, requestFormErrors(formErrors(done.fault))), 422);
  }

  /** Takes the form's choices to the preview's address, so that no word to the vendor and no token stands in it. */
  @Post('vendors/:id/requests/preview')
  toPreview(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    personOf(request, 'administrator', 'procurement');
    const query = new URLSearchParams({ depth: text(body, 'depth'), modules: texts(body, 'modules').join(','), vendor: id });
    return new Redirect(`/questionnaires/${encodeURIComponent(text(body, 'template'))}/preview?${query.toString()}`);
  }

  /** The mail on its own page; a wording that cannot be filled in says what to mend. */
  @Post('vendors/:id/requests/mail')
  async mail(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const { context, session } = personOf(request, 'administrator', 'procurement');
    const vendor = await this.bus.request(vendorGet, { id }, context);
    const { to, contactName, due, message: word } = requestOf(body, vendor, session.name, { subject: '', text: '' });
    const asked = { vendor: id, template: text(body, 'template'), due, contactName, message: word, askerName: session.name, wording: wordingOf(body) };
    const done = await attempt(() => this.bus.request(wordingPreview, asked as never, context));
    return new Page('requests/mail', mailView(to, done.fault ? { errors: formErrors(done.fault).errors } : done.value), done.fault ? 422 : 200);
  }

  @Get('questionnaires/:key/preview')
  async preview(@Req() request: FastifyRequest, @Param('key') key: string, @Query() query: { depth?: string; modules?: string; vendor?: string }) {
    const { context } = personOf(request);
    const depth = (['short', 'standard', 'full'] as const).find((each) => each === query.depth) ?? 'standard';
    const { questionnaire, minutes } = await this.bus.request(templateGet, { key, depth, modules: query.modules ?? '' }, context);
    const back = query.vendor ? `/vendors/${encodeURIComponent(query.vendor)}/requests/new` : '/requests';
    return new Page('requests/preview', previewView(questionnaire as unknown as Template, minutes, depth, back));
  }

  private async templates(context: Context): Promise<readonly TemplateRow[]> {
    return (await this.bus.request(templateList, {}, context)).items;
  }
}

function chosen(templates: readonly TemplateRow[], key: string | undefined): TemplateRow {
  const template = templates.find((each) => each.key === key) ?? templates[0];
  if (!template) throw new Fault('missing', 'web.no-questionnaires', 'There is no questionnaire that could be sent');
  return template;
}
