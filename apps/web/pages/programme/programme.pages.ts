import { Body, Controller, Get, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { controlCatalog } from '#libs/contracts/crosswalk.contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { ownControlList, ownControlSet, ownEvidenceAdd } from '#libs/contracts/programme.contract.js';
import { Bus } from '#libs/platform/bus.js';
import type { Config } from '#libs/platform/config.js';
import { ObjectStore } from '#libs/platform/object-store.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { attempt, formErrors, optionalText, text, type FormBody } from '../../http/form.js';
import { Page, Redirect, StoredFile } from '../../http/page.js';
import { receiveUpload } from '../../http/upload.js';
import { mayReview, personOf, type Person } from '../../http/visitor.js';
import { message } from '../../render.js';
import { measuredOf } from './measured.js';
import { ownControlView, programmeView, type Typed } from './programme.view.js';

const kinds = ['pdf', 'png', 'jpg', 'jpeg', 'txt', 'csv', 'md', 'xlsx', 'docx', 'zip'];

/** The own organization's controls: what is done here, and the files behind it. */
@Controller('programme')
export class ProgrammePages {
  constructor(
    private readonly bus: Bus,
    private readonly store: ObjectStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async list(@Req() request: FastifyRequest, @Query('state') state: string | undefined) {
    const { context } = personOf(request);
    const catalog = await this.bus.request(controlCatalog, {}, context);
    const own = await this.bus.request(ownControlList, {}, context);
    return new Page('programme/list', programmeView(catalog, own.items, state));
  }

  @Get(':control')
  async show(@Req() request: FastifyRequest, @Param('control') control: string) {
    return this.page(personOf(request), control);
  }

  @Get(':control/files/:file')
  async file(@Req() request: FastifyRequest, @Param('control') control: string, @Param('file') file: string) {
    const { context } = personOf(request);
    const own = await this.bus.request(ownControlList, {}, context);
    const found = own.items.find((one) => one.control === control)?.evidence.find(({ id }) => id === file);
    if (!found) throw new Fault('missing', 'programme.file-unknown', 'There is no such file');
    return new StoredFile(context.tenant, found.sha256, 'application/octet-stream', found.name);
  }

  @Post(':control')
  async set(@Req() request: FastifyRequest, @Param('control') control: string, @Body() body: FormBody) {
    const person = personOf(request, 'administrator', 'compliance');
    const state = (['planned', 'in-place', 'not-applicable', 'not-in-place'] as const).find((one) => one === body['state']) ?? 'planned';
    const done = await attempt(() => this.bus.request(ownControlSet, {
      control, version: Number(text(body, 'version')), state, owner: optionalText(body, 'owner'), how: text(body, 'how'), justification: optionalText(body, 'justification'),
      measured: measuredOf(body), since: text(body, 'since'),
    }, person.context));
    if (done.fault) return this.page(person, control, { body, ...formErrors(done.fault) });
    return new Redirect(`/programme/${control}`, { kind: 'done', text: message('programme.saved') });
  }

  @Post(':control/files')
  async add(@Req() request: FastifyRequest, @Param('control') control: string) {
    const person = personOf(request, 'administrator', 'compliance');
    const own = (await this.bus.request(ownControlList, {}, person.context)).items.find((one) => one.control === control);
    const done = await attempt(async () => {
      const { upload, fields } = await receiveUpload(request, this.store, person.context.tenant, this.config.sessionKey ?? '', kinds);
      if (!own) throw new Fault('conflict', 'programme.control-first', 'Say first how the control is done here, then put files behind it');
      return this.bus.request(ownEvidenceAdd, { control: own.id, sha256: upload.sha256, name: upload.name, size: upload.size, from: fields['from']?.[0] ?? '', to: fields['to']?.[0] || undefined, note: fields['note']?.[0] || undefined }, person.context);
    });
    if (done.fault) return this.page(person, control, { body: {}, ...formErrors(done.fault) });
    return new Redirect(`/programme/${control}`, { kind: 'done', text: message('programme.added') });
  }

  private async page(person: Person, control: string, typed?: Typed) {
    const { context } = person;
    const catalog = await this.bus.request(controlCatalog, {}, context);
    const common = catalog.controls.find(({ id }) => id === control);
    if (!common) throw new Fault('missing', 'programme.common-control-unknown', 'There is no such common control');
    const own = (await this.bus.request(ownControlList, {}, context)).items.find((one) => one.control === control);
    return new Page('programme/control', ownControlView(common, own, mayReview(person), typed), typed ? 422 : 200);
  }
}
