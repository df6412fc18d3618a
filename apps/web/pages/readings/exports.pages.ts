import { Controller, Get, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { frameworkList } from '#libs/contracts/crosswalk.contract.js';
import { catalogExport, gapExport } from '#libs/contracts/exports.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { Page, StoredFile } from '../../http/page.js';
import { personOf } from '../../http/visitor.js';
import type { CoverageQuery } from '../coverage/coverage-filter.js';
import { askedOf } from './asked.js';
import { exportsView } from './exports.view.js';

/** Everything that can be taken along as a file. */
@Controller()
export class ExportPages {
  constructor(private readonly bus: Bus) {}

  @Get('exports')
  async list(@Req() request: FastifyRequest, @Query() query: CoverageQuery) {
    const { context } = personOf(request);
    const [asked, { catalog }] = await Promise.all([askedOf(this.bus, context, query), this.bus.request(frameworkList, {}, context)]);
    return new Page('readings/exports', exportsView(asked, catalog));
  }

  @Get('exports/catalog')
  async catalog(@Req() request: FastifyRequest, @Query() query: CoverageQuery) {
    const { context } = personOf(request);
    const what = (['requirements', 'direct', 'controls'] as const).find((one) => one === query['what']) ?? 'mapping';
    const format = (['csv', 'xlsx', 'json'] as const).find((one) => one === query['format']) ?? 'oscal';
    const file = await this.bus.request(catalogExport, { what, format, framework: query['framework'] || undefined, to: query['to'] || undefined }, context);
    return new StoredFile(context.tenant, file.sha256, file.type, file.name);
  }

  @Get('gaps/export')
  async gaps(@Req() request: FastifyRequest, @Query() query: CoverageQuery) {
    const { context } = personOf(request);
    const { party, framework, frameworks, filter } = await askedOf(this.bus, context, query);
    const format = (['csv', 'xlsx', 'json'] as const).find((one) => one === query['format']) ?? 'pdf';
    const file = await this.bus.request(gapExport, { party: party.id, framework: (framework ?? frameworks[0]!).id, at: filter.at, assurance: filter.assurance, format }, context);
    return new StoredFile(context.tenant, file.sha256, file.type, file.name);
  }
}
