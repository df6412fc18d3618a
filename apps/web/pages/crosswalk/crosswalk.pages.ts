import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { controlCatalog, frameworkList } from '#libs/contracts/crosswalk.contract.js';
import { catalogSearch, controlReach, pairExplain, pairList, pairMatrix } from '#libs/contracts/explorer.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { Page } from '../../http/page.js';
import { mayReview, personOf } from '../../http/visitor.js';
import { message } from '../../render.js';
import { controlView } from './control.view.js';
import { listView, matrixView, pageLength } from './explorer.view.js';
import { asksFor, lookOf, type Asked } from './look.js';
import { pairView } from './pair.view.js';
import { resultsLength, searchView } from './search.view.js';

/** Two frameworks side by side, one pair with its reasons, one common control with its reach, and a search over everything. */
@Controller('crosswalk')
export class CrosswalkPages {
  constructor(private readonly bus: Bus) {}

  @Get()
  async explorer(@Req() request: FastifyRequest, @Query() query: Asked) {
    const { context } = personOf(request);
    const { items: frameworks } = await this.bus.request(frameworkList, {}, context);
    const look = lookOf(query, frameworks);
    if (look.view === 'matrix') return new Page('crosswalk/explorer', matrixView(frameworks, await this.bus.request(pairMatrix, asksFor(look), context), look));
    const after = offsetOf(query);
    const pairs = await this.bus.request(pairList, { ...asksFor(look), after, limit: pageLength }, context);
    return new Page('crosswalk/explorer', listView(frameworks, pairs, look, after));
  }

  @Get('pair/:from/:id/:to/:toId')
  async pair(@Req() request: FastifyRequest, @Param() ends: { readonly from: string; readonly id: string; readonly to: string; readonly toId: string }) {
    const person = personOf(request);
    return new Page('crosswalk/pair', pairView(await this.bus.request(pairExplain, ends, person.context), mayReview(person)));
  }

  @Get('search')
  async search(@Req() request: FastifyRequest, @Query() query: Asked) {
    const { context } = personOf(request);
    const q = (query['q'] ?? '').trim().slice(0, 300);
    const [place, after] = [query['in'] || undefined, offsetOf(query)];
    const found = q ? await this.bus.request(catalogSearch, { q, in: place, after, limit: resultsLength }, context) : null;
    return new Page('crosswalk/search', searchView(q, place, after, found));
  }

  @Get('controls')
  async controls(@Req() request: FastifyRequest) {
    const { context } = personOf(request);
    const { domains, controls } = await this.bus.request(controlCatalog, {}, context);
    const groups = domains.map((domain) => ({ title: domain.title, id: `d-${domain.id}`, items: controls.filter((control) => control.domain === domain.id).map(({ id, title }) => ({ id, title, href: `/crosswalk/controls/${id}` })) }));
    return new Page('crosswalk/controls', { page: { title: message('crosswalk.controls.title'), nav: 'crosswalk', crumbs: [{ href: '/crosswalk', text: message('crosswalk.title') }] }, groups: groups.filter(({ items }) => items.length), count: controls.length });
  }

  @Get('controls/:id')
  async control(@Req() request: FastifyRequest, @Param('id') id: string) {
    const person = personOf(request);
    return new Page('crosswalk/control', controlView(await this.bus.request(controlReach, { id }, person.context), mayReview(person)));
  }
}

const offsetOf = (query: Asked): number => Math.max(0, Math.trunc(Number(query['after'] ?? 0)) || 0);
