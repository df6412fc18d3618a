import { Controller, Get, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { reuseGet } from '#libs/contracts/readings.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { Page } from '../../http/page.js';
import { personOf } from '../../http/visitor.js';
import type { CoverageQuery } from '../coverage/coverage-filter.js';
import { askedOf } from './asked.js';
import { reuseView } from './reuse.view.js';

/** What one answer, one report or one test proves in every framework. */
@Controller('reuse')
export class ReusePages {
  constructor(private readonly bus: Bus) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Query() query: CoverageQuery) {
    const { context } = personOf(request);
    const asked = await askedOf(this.bus, context, query);
    const chosen = { fact: query['fact'] || undefined, source: query['source'] || undefined };
    const reuse = await this.bus.request(reuseGet, { party: asked.party.id, ...chosen, at: asked.filter.at, assurance: asked.filter.assurance }, context);
    return new Page('readings/reuse', reuseView(asked, reuse, chosen.fact));
  }
}
