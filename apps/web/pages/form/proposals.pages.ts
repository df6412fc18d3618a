import { Body, Controller, Get, Inject, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { proposalsGet, proposalsTake } from '#libs/contracts/proposals.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { texts, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { message } from '../../render.js';
import { proposalsView, takenOf } from './proposals.view.js';
import { withOpenForm } from './session.js';

/** Answers that only need to be confirmed: from last time, and from the vendor's own report. */
@Controller('form/:ref/proposals')
export class ProposalPages {
  constructor(@Inject(Bus) private readonly bus: Bus) {}

  @Get()
  list(@Req() request: FastifyRequest) {
    return withOpenForm(this.bus, request, undefined, async ({ context, map }) => {
      const { items } = await this.bus.request(proposalsGet, {}, context);
      return items.length ? new Page('form/proposals', proposalsView(map, items)) : new Redirect(`${map.at}/tasks`);
    });
  }

  @Post()
  take(@Req() request: FastifyRequest, @Body() body: FormBody = {}) {
    return withOpenForm(this.bus, request, body, async ({ context, map }) => {
      const take = takenOf(texts(body, 'take'));
      if (!take.length) return new Redirect(`${map.at}/proposals`, { kind: 'warn', text: message('form.proposals.none') });
      const { taken } = await this.bus.request(proposalsTake, { take }, context);
      return new Redirect(`${map.at}/tasks`, { kind: 'done', text: message('form.proposals.done', { count: taken.length }) });
    });
  }
}
