import { Controller, Get, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { coverageDiff } from '#libs/contracts/readings.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { today } from '#libs/platform/calendar-day.js';
import { addMonths } from '#libs/risk/cadence.js';
import { Page } from '../../http/page.js';
import { personOf } from '../../http/visitor.js';
import { filterOf, type CoverageQuery } from '../coverage/coverage-filter.js';
import { askedOf } from './asked.js';
import { diffView } from './diff.view.js';

/** What differs between two dates, two parties or two states of the catalog. */
@Controller('diff')
export class DiffPages {
  constructor(private readonly bus: Bus) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Query() query: CoverageQuery) {
    const { context } = personOf(request);
    const asked = await askedOf(this.bus, context, query);
    const { at, assurance } = asked.filter;
    const fromParty = asked.parties.find(({ id }) => id === query['fromParty'])?.id;
    const state = query['state'] || 'now';
    const fromState = query['fromState'] || state;
    const isOtherSide = fromParty !== undefined && fromParty !== asked.party.id || fromState !== state;
    const fromAt = filterOf({ at: query['fromAt'] }).at ?? (isOtherSide ? at : addMonths(at ?? today(), -6));
    const frameworks = asked.framework ? [asked.framework.id] : undefined;
    const diff = await this.bus.request(coverageDiff, { party: asked.party.id, at, state, fromParty, fromAt, fromState, frameworks, assurance }, context);
    return new Page('readings/diff', diffView(asked, diff, { all: query['all'] === 'yes', after: Number(query['after']) || 0 }));
  }
}
