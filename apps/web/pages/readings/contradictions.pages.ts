import { Controller, Get, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { frameworkList } from '#libs/contracts/crosswalk.contract.js';
import { contradictionList, partyList } from '#libs/contracts/readings.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { Page } from '../../http/page.js';
import { personOf } from '../../http/visitor.js';
import { filterOf, type CoverageQuery } from '../coverage/coverage-filter.js';
import { contradictionsView } from './contradictions.view.js';

/** Facts that prove and disprove the same, rows that cannot all be true, and where a vendor and its auditor disagree. */
@Controller('contradictions')
export class ContradictionPages {
  constructor(private readonly bus: Bus) {}

  @Get()
  async list(@Req() request: FastifyRequest, @Query() query: CoverageQuery) {
    const { context } = personOf(request);
    const [{ items: parties }, { items: frameworks }] = await Promise.all([this.bus.request(partyList, {}, context), this.bus.request(frameworkList, {}, context)]);
    const party = parties.find(({ id }) => id === query['party'])?.id;
    const filter = filterOf(query);
    const found = await this.bus.request(contradictionList, { party, at: filter.at }, context);
    return new Page('readings/contradictions', contradictionsView(found, { parties, frameworks, party, filter }));
  }
}
