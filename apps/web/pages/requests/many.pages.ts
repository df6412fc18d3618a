import { Body, Controller, Get, Inject, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Fault } from '#libs/contracts/faults.js';
import { requestList, templateList } from '#libs/contracts/questionnaires.contract.js';
import { policyGet, requestSendMany, wordingGet } from '#libs/contracts/sending.contract.js';
import { vendorGet, vendorList } from '#libs/contracts/vendors.contract.js';
import { Bus } from '#libs/platform/bus.js';
import type { Config } from '#libs/platform/config.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import { ObjectStore } from '#libs/platform/object-store.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { attempt, formErrors, text, texts, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { receiveUpload } from '../../http/upload.js';
import { uploadedSheets } from '../../http/uploaded-sheets.js';
import { personOf } from '../../http/visitor.js';
import { message } from '../../render.js';
import { batchOf, manyOf, rowsOfChosen, rowsOfForm, type BatchRow } from './many-batch.js';
import { readManyRows, type LineError, type ManyRow } from './many-rows.js';
import { batchView, manyView } from './many.view.js';
import { requestFormErrors } from './new-request.view.js';
import { sendingValues } from './sending-fields.js';

const mostRows = 1_000;
const say = (key: string, values: Record<string, unknown> = {}): string => message(`requests.many.${key}`, values);

/** Asking many vendors at once. */
@Controller('requests/many')
export class ManyPages {
  constructor(
    @Inject(Bus) private readonly bus: Bus,
    private readonly store: ObjectStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async who(@Req() request: FastifyRequest) {
    const { context } = personOf(request, 'administrator', 'procurement');
    return new Page('requests/many', manyView(await this.vendors(context)));
  }

  @Post('file')
  async file(@Req() request: FastifyRequest) {
    const { context } = personOf(request, 'administrator', 'procurement');
    const vendors = await this.vendors(context);
    const done = await attempt(async () => {
      const { upload } = await receiveUpload(request, this.store, context.tenant, this.config.sessionKey ?? '', ['csv', 'txt', 'xlsx']);
      const sheets = await uploadedSheets(this.store, context.tenant, upload, { rows: mostRows + 1 });
      return readManyRows(sheets.find(({ hidden }) => !hidden), vendors, say);
    });
    if (done.fault) return new Page('requests/many', manyView(vendors, formErrors(done.fault)), 422);
    return this.propose(context, vendors, done.value);
  }

  @Post('chosen')
  async chosen(@Req() request: FastifyRequest, @Body() body: FormBody) {
    const { context } = personOf(request, 'administrator', 'procurement');
    const vendors = await this.vendors(context);
    const chosen = await this.wholes([...new Set(texts(body, 'vendors'))].slice(0, mostRows), context);
    if (!chosen.length) return new Page('requests/many', manyView(vendors, { errors: [{ field: 'vendors', text: say('chooseSome'), href: '#list' }] }), 422);
    return this.propose(context, vendors, rowsOfChosen(chosen, say));
  }

  @Post()
  async send(@Req() request: FastifyRequest, @Body() body: FormBody) {
    const { context, session } = personOf(request, 'administrator', 'procurement');
    const wording = await this.bus.request(wordingGet, {}, context);
    const rows = rowsOfForm(body);
    const input = manyOf(rows, body, session.name, wording);
    const values = Object.fromEntries(['template', 'depth', 'modules', 'date', 'zone', 'message', 'when', 'sendDate', 'sendTime', 'subject', 'wording'].map((name) => [name, text(body, name)]));
    const send = text(body, 'then') === 'send';
    const done = await attempt(() => this.bus.request(requestSendMany, { ...input, dryRun: !send } as never, { ...context, ...(send && { idempotencyKey: text(body, 'key') || newId() }) }));
    if (!done.fault && send) return new Redirect(`/requests?open=all&batch=${done.value.batch ?? ''}`, { kind: 'done', text: say('sent', { count: done.value.items.filter(({ outcome }) => outcome === 'sent').length }) });
    const { items } = await this.bus.request(templateList, {}, context);
    return this.batch(rows, values, { templates: items, wording }, done.fault ? await this.dryAgain(input, context, done.fault) : { dry: done.value });
  }

  /** After a refusal the rows are judged once more, so that each is said where it stands. */
  private async dryAgain(input: object, context: Context, fault: Fault) {
    const again = await attempt(() => this.bus.request(requestSendMany, { ...input, dryRun: true } as never, context));
    const plain = again.fault ?? fault;
    return { dry: again.fault ? { batch: null, items: [], errors: [] } : again.value, refused: !again.fault && again.value.errors.length ? undefined : requestFormErrors(formErrors(plain)) };
  }

  private async propose(context: Context, vendors: Awaited<ReturnType<ManyPages['vendors']>>, read: { rows: readonly ManyRow[]; errors: readonly LineError[] }) {
    if (read.errors.length) return new Page('requests/many', manyView(vendors, { lines: read.errors }), 422);
    const [templates, latest, wording, { tiers }, whole] = await Promise.all([
      this.bus.request(templateList, {}, context), this.bus.request(requestList, { sort: 'sent', order: 'desc', limit: 1 }, context), this.bus.request(wordingGet, {}, context), this.bus.request(policyGet, {}, context),
      this.wholes([...new Set(read.rows.map(({ vendor }) => vendor.id))], context),
    ]);
    const [template] = templates.items;
    if (!template) throw new Fault('missing', 'web.no-questionnaires', 'There is no questionnaire that could be sent');
    const rows = batchOf(read.rows, new Map(whole.map((vendor) => [vendor.id, vendor])), template, tiers);
    const now = Date.now();
    const values = { template: template.key, depth: 'proposed', modules: 'proposed', date: new Date(now + 14 * 86_400_000).toISOString().slice(0, 10), zone: latest.items[0]?.due.zone ?? 'UTC', message: '', ...sendingValues(now), subject: wording.subject, wording: wording.text };
    const dry = await this.bus.request(requestSendMany, { ...manyOf(rows, values, '', wording), dryRun: true } as never, context);
    return this.batch(rows, values, { templates: templates.items, wording }, { dry });
  }

  private batch(rows: readonly BatchRow[], values: Record<string, string>, { templates, wording }: { templates: Parameters<typeof batchView>[2]; wording: Parameters<typeof batchView>[4] }, { dry, refused }: { dry: Parameters<typeof batchView>[1]; refused?: Parameters<typeof batchView>[5] }) {
    return new Page('requests/many-check', { ...batchView(rows, dry, templates, values, wording, refused), key: newId() }, refused ? 422 : 200);
  }

  /** Every vendor, up to as many as can be asked at once. */
  private async vendors(context: Context) {
    const all = [];
    for (let cursor: string | undefined; ;) {
      const page = await this.bus.request(vendorList, { limit: 200, ...(cursor && { cursor }) }, context);
      all.push(...page.items);
      if (!page.next || all.length >= mostRows) return all;
      cursor = page.next;
    }
  }

  /** Vendors with their contacts and profiles, a few at a time. */
  private async wholes(ids: readonly string[], context: Context) {
    const found = [];
    for (let at = 0; at < ids.length; at += 25) found.push(...await Promise.all(ids.slice(at, at + 25).map((id) => this.bus.request(vendorGet, { id }, context))));
    return found;
  }
}
