import { Body, Controller, Get, Inject, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { frameworkList } from '#libs/contracts/crosswalk.contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { overlayImport, overlayList, overlayUndo } from '#libs/contracts/overlays.contract.js';
import { Bus } from '#libs/platform/bus.js';
import type { Config } from '#libs/platform/config.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import { ObjectStore } from '#libs/platform/object-store.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { attempt, formErrors, optionalText, text, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { receiveUpload } from '../../http/upload.js';
import { mayReview, personOf, type Person } from '../../http/visitor.js';
import { message } from '../../render.js';
import { peopleNames } from '../people-names.js';
import { listView, trialView } from './overlays.view.js';

/** What the tenant puts over the catalog: files taken in, their history, and taking them back. */
@Controller('overlays')
export class OverlayPages {
  constructor(
    private readonly bus: Bus,
    private readonly store: ObjectStore,
    private readonly database: TenantDatabase,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async list(@Req() request: FastifyRequest) {
    return this.page(personOf(request));
  }

  @Post('trial')
  async trial(@Req() request: FastifyRequest) {
    const person = personOf(request, 'administrator', 'compliance');
    const { context } = person;
    const done = await attempt(async () => {
      const { upload, fields } = await receiveUpload(request, this.store, context.tenant, this.config.sessionKey ?? '', ['csv', 'xlsx', 'json']);
      const file = { sha256: upload.sha256, name: upload.name, framework: fields['framework']?.[0] || undefined, to: fields['to']?.[0] || undefined };
      return { file, outcome: await this.bus.request(overlayImport, { ...file, dryRun: true }, context) };
    });
    if (done.fault) return this.page(person, done.fault);
    const { file, outcome } = done.value;
    const fields = Object.entries({ ...file, version: String(outcome.version), key: newId() }).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
    return new Page('overlays/trial', trialView(message('overlays.trial', { name: file.name }), outcome, await this.names(context), { action: '/overlays/imports', confirm: message('overlays.keep'), fields }), outcome.problemCount > 0 ? 422 : 200);
  }

  @Post('imports')
  async keep(@Req() request: FastifyRequest, @Body() body: FormBody) {
    const person = personOf(request, 'administrator', 'compliance');
    const input = { sha256: text(body, 'sha256'), name: text(body, 'name'), framework: optionalText(body, 'framework'), to: optionalText(body, 'to'), version: text(body, 'version'), dryRun: false };
    const done = await attempt(() => this.bus.request(overlayImport, input, { ...person.context, idempotencyKey: text(body, 'key') }));
    if (done.fault) return this.page(person, done.fault);
    return new Redirect('/overlays', { kind: 'done', text: message('overlays.kept', { name: input.name }) });
  }

  @Get('changes/:id/undo')
  async undoTrial(@Req() request: FastifyRequest, @Param('id') id: string) {
    const { context } = personOf(request, 'administrator', 'compliance');
    const { changes } = await this.bus.request(overlayList, {}, context);
    const outcome = await this.bus.request(overlayUndo, { id, dryRun: true }, context);
    const view = trialView(message('overlays.undoTitle', { name: changes.find((change) => change.id === id)?.name ?? '' }), outcome, await this.names(context), {
      action: `/overlays/changes/${id}/undo`, confirm: message('overlays.undo'), fields: [{ name: 'version', value: String(outcome.version) }],
    });
    return new Page('overlays/trial', { ...view, sub: message('overlays.undoText') });
  }

  @Post('changes/:id/undo')
  async undo(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const person = personOf(request, 'administrator', 'compliance');
    const done = await attempt(() => this.bus.request(overlayUndo, { id, dryRun: false, version: text(body, 'version') }, person.context));
    return done.fault ? this.page(person, done.fault) : new Redirect('/overlays', { kind: 'done', text: message('overlays.undoDone') });
  }

  private async page(person: Person, fault?: Fault) {
    const { context } = person;
    const [overlay, names] = await Promise.all([this.bus.request(overlayList, {}, context), peopleNames(this.database, context)]);
    return new Page('overlays/list', listView(overlay, names, mayReview(person), fault && formErrors(fault)), fault ? 422 : 200);
  }

  private async names(context: Context): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.bus.request(frameworkList, {}, context)).items.map(({ id, name }) => [id, name]));
  }
}
