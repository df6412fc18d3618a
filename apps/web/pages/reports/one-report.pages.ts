import { Body, Controller, Get, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { accessLog, accessSet, contradictionList, documentReplace, qualitySignals, reportDiff } from '#libs/contracts/reports-assurance.contract.js';
import { documentGet, documentList } from '#libs/contracts/reports.contract.js';
import { Bus } from '#libs/platform/bus.js';
import type { Config } from '#libs/platform/config.js';
import { newId } from '#libs/platform/ids.js';
import { ObjectStore } from '#libs/platform/object-store.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { attempt, formErrors, text, texts, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { receiveUpload } from '../../http/upload.js';
import { mayReview, personOf, type Person } from '../../http/visitor.js';
import { message } from '../../render.js';
import { ifThere } from '../if-there.js';
import { nameOf } from '../people-names.js';
import { compareView } from './compare.view.js';
import { readersView } from './readers.view.js';
import { replacementView } from './replacement.view.js';
import { signalsView } from './signals.view.js';

type Refused = ReturnType<typeof formErrors>;

/** What can be told of one document besides what was read: signals, changes, readers, its newer version. */
@Controller('reports/:id')
export class OneReportPages {
  constructor(
    private readonly bus: Bus,
    private readonly database: TenantDatabase,
    private readonly store: ObjectStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('signals')
  async signals(@Req() request: FastifyRequest, @Param('id') id: string) {
    const person = personOf(request);
    const [document, { items }, contradictions] = await Promise.all([
      this.bus.request(documentGet, { id }, person.context), this.bus.request(qualitySignals, { id }, person.context), ifThere(this.bus.request(contradictionList, { id }, person.context)),
    ]);
    return new Page('reports/signals', signalsView(document, items, contradictions?.items ?? null, mayReview(person)));
  }

  @Get('compare')
  async compare(@Req() request: FastifyRequest, @Param('id') id: string, @Query('with') other?: string) {
    const person = personOf(request);
    const [document, diff] = await Promise.all([this.bus.request(documentGet, { id }, person.context), this.bus.request(reportDiff, { id, with: other || undefined }, person.context)]);
    return new Page('reports/compare', compareView(document, diff, mayReview(person)));
  }

  @Get('readers')
  async readers(@Req() request: FastifyRequest, @Param('id') id: string, @Query('after') after?: string) {
    return this.readersPage(this.reviewer(request), id, after || undefined);
  }

  @Post('readers')
  async setReaders(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const person = this.reviewer(request);
    const done = await attempt(() => this.bus.request(accessSet, { id, version: text(body, 'version'), restricted: text(body, 'restricted') === 'yes', readers: texts(body, 'readers') }, person.context));
    if (done.fault) return this.readersPage(person, id, undefined, formErrors(done.fault));
    return new Redirect(`/reports/${id}/readers`, { kind: 'done', text: message('reports.readers.saved') });
  }

  @Get('replacement')
  async replacement(@Req() request: FastifyRequest, @Param('id') id: string) {
    return this.replacementPage(this.reviewer(request), id);
  }

  @Post('replacement')
  async replace(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const person = this.reviewer(request);
    const done = await attempt(() => this.bus.request(documentReplace, { id, version: text(body, 'version'), document: text(body, 'document') || undefined }, { ...person.context, idempotencyKey: text(body, 'key') || newId() }));
    if (done.fault) return this.replacementPage(person, id, formErrors(done.fault));
    return new Redirect(`/reports/${done.value.id}`, { kind: 'done', text: message('reports.replace.named') });
  }

  @Post('replacement/file')
  async replaceByFile(@Req() request: FastifyRequest, @Param('id') id: string) {
    const person = this.reviewer(request);
    const done = await attempt(async () => {
      const { upload, fields } = await receiveUpload(request, this.store, person.context.tenant, this.config.sessionKey ?? '', ['pdf']);
      return this.bus.request(documentReplace, { id, version: fields['version']?.[0] ?? '', file: { sha256: upload.sha256, name: upload.name, size: upload.size } }, person.context);
    });
    if (done.fault) return this.replacementPage(person, id, formErrors(done.fault));
    return new Redirect(`/reports/${done.value.id}`, { kind: 'done', text: message('reports.replace.named') });
  }

  private reviewer(request: FastifyRequest): Person {
    return personOf(request, 'administrator', 'compliance');
  }

  private async readersPage({ context }: Person, id: string, after?: string, refused?: Refused) {
    const [document, log, people] = await Promise.all([
      this.bus.request(documentGet, { id }, context), this.bus.request(accessLog, { id, cursor: after }, context),
      this.database.run(context, (tx) => tx.query<{ id: string; name: string; state: string; reviews: boolean }>(`select id, name, state, roles && array['administrator', 'compliance'] as reviews from web.account where tenant_id = $1 order by lower(name), id`, [context.tenant])),
    ]);
    return new Page('reports/readers', readersView(document, people.filter(({ state }) => state !== 'disabled'), log, nameOf(people), refused), refused ? 422 : 200);
  }

  private async replacementPage({ context }: Person, id: string, refused?: Refused) {
    const document = await this.bus.request(documentGet, { id }, context);
    const { items } = await this.bus.request(documentList, { vendor: document.vendor, limit: 100 }, context);
    return new Page('reports/replacement', replacementView(document, items.filter(({ status }) => status !== 'replaced'), newId(), refused), refused ? 422 : 200);
  }
}
