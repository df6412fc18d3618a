import { Controller, Get, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { planGet } from '#libs/contracts/readings.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { attempt, formErrors } from '../../http/form.js';
import { Page } from '../../http/page.js';
import { personOf } from '../../http/visitor.js';
import type { CoverageQuery } from '../coverage/coverage-filter.js';
import { askedOf } from './asked.js';
import { noPlanView, planView } from './plan.view.js';

/** The work that adds a framework, in its order. */
@Controller('plan')
export class PlanPages {
  constructor(private readonly bus: Bus) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Query() query: CoverageQuery) {
    const { context } = personOf(request);
    const asked = await askedOf(this.bus, context, query);
    const framework = asked.framework ?? asked.frameworks.find(({ id }) => id === 'pci-dss') ?? asked.frameworks[0]!;
    const only = (query['only'] ?? '').split(/[\s,;]+/).filter(Boolean);
    const made = await attempt(() => this.bus.request(planGet, { party: asked.party.id, framework: framework.id, only, at: asked.filter.at, assurance: asked.filter.assurance }, context));
    if (made.fault) return new Page('readings/plan', { ...noPlanView({ ...asked, framework }, only), ...formErrors(made.fault) }, 422);
    return new Page('readings/plan', planView({ ...asked, framework }, made.value, { only, after: Number(query['after']) || 0 }));
  }
}
