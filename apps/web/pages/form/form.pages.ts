import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { proposalsGet } from '#libs/contracts/proposals.contract.js';
import { formThreads } from '#libs/contracts/threads.contract.js';
import { vendorSignOut } from '#libs/contracts/vendor-form.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { formOfAddress } from '../../http/form-address.js';
import { Page, Redirect } from '../../http/page.js';
import { nobodyOf } from '../../http/visitor.js';
import { message } from '../../render.js';
import { answersCopy, receiptView } from './receipt.view.js';
import { withForm, withOpenForm } from './session.js';
import { allView, startView } from './start.view.js';
import { tasksView } from './tasks.view.js';

/** A vendor's form around its questions: what it is about, the list of what there is to do, the receipt. */
@Controller('form/:ref')
export class FormPages {
  constructor(@Inject(Bus) private readonly bus: Bus) {}

  @Get()
  start(@Req() request: FastifyRequest) {
    return withOpenForm(this.bus, request, undefined, ({ map }) => new Page('form/start', startView(map)));
  }

  @Get('tasks')
  tasks(@Req() request: FastifyRequest) {
    return withOpenForm(this.bus, request, undefined, async ({ context, map }) => new Page('form/tasks', tasksView(map, (await this.bus.request(proposalsGet, {}, context)).items)));
  }

  @Get('all')
  all(@Req() request: FastifyRequest) {
    return withForm(this.bus, request, undefined, ({ map }) => new Page('form/all', allView(map)));
  }

  @Get('receipt')
  receipt(@Req() request: FastifyRequest) {
    return withForm(this.bus, request, undefined, async ({ context, map }) => {
      if (!map.form.receipt) return new Redirect(`${map.at}/tasks`);
      const { items, waiting } = await this.bus.request(formThreads, {}, context);
      return new Page('form/receipt', receiptView(map, map.form.receipt, { all: items.length, waiting }));
    });
  }

  @Get('answers.json')
  answers(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return withForm(this.bus, request, undefined, ({ map }) => {
      void reply.type('application/json; charset=utf-8').header('content-disposition', 'attachment; filename="answers.json"');
      return JSON.stringify(answersCopy(map), null, 2);
    });
  }

  @Post('sign-out')
  async signOut(@Req() request: FastifyRequest) {
    const { vendor } = request.visitor;
    const form = formOfAddress(request.url);
    if (vendor) await this.bus.request(vendorSignOut, { session: vendor.secret }, nobodyOf(request));
    return new Redirect(form?.at ?? '/form', { kind: 'done', text: message('form.ended.out') }, form ? [{ name: form.cookie, value: null }] : []);
  }
}
