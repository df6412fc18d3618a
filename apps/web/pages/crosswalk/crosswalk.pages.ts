import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { controlCatalog, frameworkGet, frameworkList, pairList } from '#libs/contracts/crosswalk.contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { Bus } from '#libs/platform/bus.js';
import { Page } from '../../http/page.js';
import { personOf } from '../../http/visitor.js';
import { message } from '../../render.js';
import { controlView, explorerView } from './crosswalk.view.js';

type Asked = Readonly<Record<string, string | undefined>>;

/** Two frameworks side by side, and one common control. */
@Controller('crosswalk')
export class CrosswalkPages {
  constructor(private readonly bus: Bus) {}

  @Get()
  async explorer(@Req() request: FastifyRequest, @Query() query: Asked) {
    const { context } = personOf(request);
    const frameworks = await this.bus.request(frameworkList, {}, context);
    const from = query['from'] || frameworks.items.find(({ id }) => id === 'soc2')?.id || frameworks.items[0]?.id || '';
    const to = query['to'] || frameworks.items.find(({ id }) => id !== from)?.id || from;
    const atLeast = Number(query['strength'] ?? 5) || 5;
    const [left, right] = await Promise.all([from, to].map((id) => this.bus.request(frameworkGet, { id }, context)));
    const pairs = await this.bus.request(pairList, { from, to, id: query['id'] || undefined, atLeast, limit: 1_000 }, context);
    return new Page('crosswalk/explorer', explorerView(frameworks.items, left!, right!, pairs.items, { atLeast, id: query['id'] || undefined }));
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
    const { context } = personOf(request);
    const catalog = await this.bus.request(controlCatalog, {}, context);
    const control = catalog.controls.find((one) => one.id === id);
    if (!control) throw new Fault('missing', 'crosswalk.control-unknown', 'There is no such common control');
    return new Page('crosswalk/control', controlView(control, catalog.domains));
  }
}
