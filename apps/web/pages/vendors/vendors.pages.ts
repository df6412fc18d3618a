import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { vendorAdd, vendorEdit, vendorGet, vendorList } from '#libs/contracts/vendors.contract.js';
import { csvOf } from '#libs/documents/write-csv.js';
import { Bus } from '#libs/platform/bus.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import { attempt, formErrors, text, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { mayBuy, personOf } from '../../http/visitor.js';
import { message } from '../../render.js';
import { storedVendor, typedVendor, vendorFormErrors, vendorFormView, vendorRequest } from './vendor-form.view.js';
import { vendorCsvRows, vendorListView, type VendorFilter, type VendorRow } from './vendor-list.view.js';

const most = 5_000;

/** The register of vendors: the list, its download, adding and changing. */
@Controller()
export class VendorsPages {
  constructor(private readonly bus: Bus) {}

  @Get('vendors')
  async list(@Req() request: FastifyRequest, @Query() filter: VendorFilter) {
    const person = personOf(request);
    const reply = await this.bus.request(vendorList, asked(filter, 50), person.context);
    return new Page('vendors/list', vendorListView(reply, filter, mayBuy(person), Date.now()));
  }

  @Get('vendors.csv')
  async csv(@Req() request: FastifyRequest, @Query() filter: VendorFilter, @Res({ passthrough: true }) reply: FastifyReply) {
    const { context } = personOf(request);
    const items = await this.all(filter, context);
    void reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="vendors.csv"');
    return csvOf(vendorCsvRows(items));
  }

  @Get('vendors/new')
  add(@Req() request: FastifyRequest) {
    personOf(request, 'administrator', 'procurement');
    return new Page('vendors/form', vendorFormView({}, { key: newId() }));
  }

  @Post('vendors/new')
  async added(@Req() request: FastifyRequest, @Body() body: FormBody) {
    const { context } = personOf(request, 'administrator', 'procurement');
    const key = text(body, 'key') || newId();
    const done = await attempt(() => this.bus.request(vendorAdd, vendorRequest(body) as never, { ...context, idempotencyKey: key }));
    if (done.fault) return new Page('vendors/form', vendorFormView(typedVendor(body), { key: newId() }, vendorFormErrors(formErrors(done.fault))), 422);
    return saved(done.value);
  }

  @Get('vendors/:id/edit')
  async edit(@Req() request: FastifyRequest, @Param('id') id: string) {
    const { context } = personOf(request, 'administrator', 'procurement');
    const vendor = await this.bus.request(vendorGet, { id }, context);
    return new Page('vendors/form', vendorFormView(storedVendor(vendor), { id, version: vendor.version, name: vendor.name }));
  }

  @Post('vendors/:id/edit')
  async edited(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const { context } = personOf(request, 'administrator', 'procurement');
    const done = await attempt(() => this.bus.request(vendorEdit, { ...vendorRequest(body), id, version: text(body, 'version') } as never, context));
    if (!done.fault) return saved(done.value);
    const { version, name } = await this.bus.request(vendorGet, { id }, context);
    return new Page('vendors/form', vendorFormView(typedVendor(body), { id, version, name }, vendorFormErrors(formErrors(done.fault))), 422);
  }

  private async all(filter: VendorFilter, context: Context): Promise<VendorRow[]> {
    const items: VendorRow[] = [];
    let after: string | undefined;
    do {
      const reply = await this.bus.request(vendorList, asked({ ...filter, after }, 200), context);
      items.push(...reply.items);
      after = reply.next ?? undefined;
    } while (after && items.length < most);
    return items;
  }
}

/** The filter as the contract asks for it; an empty choice is none. */
function asked(filter: Omit<VendorFilter, 'after'> & { readonly after?: string | undefined }, limit: number) {
  const { q, tier, status, sort, order, after } = filter;
  return { q: q || undefined, tier: tier || undefined, status: status || undefined, sort: sort || undefined, order: order || undefined, cursor: after || undefined, limit } as never;
}

function saved(vendor: { id: string; name: string; risk: { tier: string; score: number } }): Redirect {
  const words = { name: vendor.name, tier: message(`vendors.tier.${vendor.risk.tier}`).toLowerCase(), score: vendor.risk.score };
  return new Redirect(`/vendors/${vendor.id}?opened=sum`, { kind: 'done', text: message('vendors.form.saved', words) });
}
