import { Controller, Get, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { frameworkList } from '#libs/contracts/crosswalk.contract.js';
import type { InputOf } from '#libs/contracts/contract.js';
import { documentByHand } from '#libs/contracts/reports-assurance.contract.js';
import { documentGet } from '#libs/contracts/reports.contract.js';
import { vendorList } from '#libs/contracts/vendors.contract.js';
import { Bus } from '#libs/platform/bus.js';
import type { Config } from '#libs/platform/config.js';
import { ObjectStore } from '#libs/platform/object-store.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { byHandOf, byHandSuffixes } from '../../http/by-hand-form.js';
import { attempt, formErrors } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { receiveForm, type Upload } from '../../http/upload.js';
import { personOf, type Person } from '../../http/visitor.js';
import { message } from '../../render.js';
import { ifThere } from '../if-there.js';
import { byHandValues, byHandView, type ByHandValues } from './by-hand.view.js';

/** Certificates, attestations and test reports that the reader does not read, entered by hand. */
@Controller('reports')
export class ByHandPages {
  constructor(
    private readonly bus: Bus,
    private readonly store: ObjectStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('by-hand')
  async form(@Req() request: FastifyRequest, @Query('vendor') vendor?: string) {
    return this.page(this.reviewer(request), null, { vendor: vendor ?? '' });
  }

  @Post('by-hand')
  async enter(@Req() request: FastifyRequest) {
    return this.save(request, null);
  }

  @Get(':id/by-hand')
  async formOfDocument(@Req() request: FastifyRequest, @Param('id') id: string) {
    const person = this.reviewer(request);
    return this.page(person, id, byHandValues(await this.bus.request(documentGet, { id }, person.context)));
  }

  @Post(':id/by-hand')
  async enterDocument(@Req() request: FastifyRequest, @Param('id') id: string) {
    return this.save(request, id);
  }

  private async save(request: FastifyRequest, id: string | null) {
    const person = this.reviewer(request);
    const typed: Record<string, string> = {};
    const done = await attempt(async () => {
      const { upload, fields } = await receiveForm(request, this.store, person.context.tenant, this.config.sessionKey ?? '', byHandSuffixes);
      for (const [name, values] of Object.entries(fields)) if (name !== '_csrf') typed[name] = values[0]?.trim() ?? '';
      return this.bus.request(documentByHand, this.input(id, typed, upload) as InputOf<typeof documentByHand>, person.context);
    });
    if (done.fault) return this.page(person, id, typed, formErrors(done.fault));
    return new Redirect(`/reports/${done.value.id}`, { kind: 'done', text: message('reports.accepted', { facts: done.value.evidence }) });
  }

  private input(id: string | null, typed: ByHandValues, upload: Upload | null) {
    const file = upload && { sha256: upload.sha256, name: upload.name, size: upload.size };
    return { ...byHandOf((name) => typed[name] || undefined), ...(id ? { document: id, version: typed['version'] } : { ...(typed['vendor'] && { vendor: typed['vendor'] }), ...(file && { file }) }) };
  }

  private reviewer(request: FastifyRequest): Person {
    return personOf(request, 'administrator', 'compliance');
  }

  private async page({ context }: Person, id: string | null, values: ByHandValues, refused?: ReturnType<typeof formErrors>) {
    const [document, vendors, frameworks] = await Promise.all([
      id ? this.bus.request(documentGet, { id }, context) : null, ifThere(this.bus.request(vendorList, { limit: 200 }, context)), ifThere(this.bus.request(frameworkList, {}, context)),
    ]);
    return new Page('reports/by-hand', byHandView(document, vendors?.items ?? [], frameworks?.items ?? [], values, refused), refused ? 422 : 200);
  }
}
