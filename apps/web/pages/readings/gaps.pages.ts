import { Controller, Get, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { gapList } from '#libs/contracts/readings.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { Page } from '../../http/page.js';
import { personOf } from '../../http/visitor.js';
import type { CoverageQuery } from '../coverage/coverage-filter.js';
import { askedOf } from './asked.js';
import { gapsView } from './gaps.view.js';

/** What is not proven of one framework for one party, why, and what would close it. */
@Controller('gaps')
export class GapPages {
  constructor(private readonly bus: Bus) {}

  @Get()
  async list(@Req() request: FastifyRequest, @Query() query: CoverageQuery) {
    const { context } = personOf(request);
    const asked = await askedOf(this.bus, context, query);
    const framework = asked.framework ?? asked.frameworks[0]!;
    const gaps = await this.bus.request(gapList, { party: asked.party.id, framework: framework.id, at: asked.filter.at, assurance: asked.filter.assurance }, context);
    return new Page('readings/gaps', gapsView({ ...asked, framework }, gaps, { kind: query['kind'], after: Number(query['after']) || 0 }));
  }
}
