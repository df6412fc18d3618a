import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { templateList } from '#libs/contracts/questionnaires.contract.js';
import { policyGet, policySet } from '#libs/contracts/sending.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { attempt, formErrors, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { personOf } from '../../http/visitor.js';
import { message } from '../../render.js';
import { askingView, planErrors, plansOf, policyValues, typedPolicy } from './asking.view.js';

/** How this organization asks its vendors. */
@Controller('settings/asking')
export class AskingPages {
  constructor(private readonly bus: Bus) {}

  @Get()
  async show(@Req() request: FastifyRequest) {
    const { context } = personOf(request, 'administrator');
    const [policy, templates] = await Promise.all([this.bus.request(policyGet, {}, context), this.bus.request(templateList, {}, context)]);
    return new Page('settings/asking', askingView(policyValues(policy), templates.items));
  }

  @Post()
  async set(@Req() request: FastifyRequest, @Body() body: FormBody) {
    const { context } = personOf(request, 'administrator');
    const values = typedPolicy(body);
    const done = await attempt(() => this.bus.request(policySet, { ...values, tiers: plansOf(values), remindWeekly: values.remindWeekly.includes('yes') } as never, context));
    if (done.fault) return new Page('settings/asking', askingView(values, (await this.bus.request(templateList, {}, context)).items, planErrors(formErrors(done.fault))), 422);
    return new Redirect('/settings/asking', { kind: 'done', text: message('settings.asking.saved') });
  }
}
