import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { accountChange, accountInvite, accountList } from '#libs/contracts/accounts.contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { mailClose, mailList, mailRetry } from '#libs/contracts/mail.contract.js';
import { Bus } from '#libs/platform/bus.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import { attempt, formErrors, text, texts, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { personOf } from '../../http/visitor.js';
import { message } from '../../render.js';
import { mailsView } from './mails.view.js';
import { peopleView, personView } from './people.view.js';

/** What an administrator keeps: people and their roles, and the mails that went out. */
@Controller('settings')
export class SettingsPages {
  constructor(private readonly bus: Bus) {}

  @Get()
  async people(@Req() request: FastifyRequest) {
    const { context } = personOf(request, 'administrator');
    const { items } = await this.bus.request(accountList, {}, context);
    return new Page('settings/people', peopleView(items, newId()));
  }

  @Post('people')
  async invite(@Req() request: FastifyRequest, @Body() body: FormBody) {
    const { context } = personOf(request, 'administrator');
    const values = { name: text(body, 'name'), email: text(body, 'email'), roles: texts(body, 'roles') };
    const key = text(body, 'key') || newId();
    const done = await attempt(() => this.bus.request(accountInvite, values as never, { ...context, idempotencyKey: key }));
    if (done.fault) {
      const { items } = await this.bus.request(accountList, {}, context);
      return new Page('settings/people', peopleView(items, newId(), values, formErrors(done.fault)), 422);
    }
    return new Redirect('/settings', { kind: 'done', text: message('settings.people.invited', { name: done.value.name, email: done.value.email }) });
  }

  @Get('people/:id')
  async person(@Req() request: FastifyRequest, @Param('id') id: string) {
    const { context } = personOf(request, 'administrator');
    const account = await this.accountOf(id, context);
    return new Page('settings/person', personView(account, { roles: account.roles, access: account.state === 'disabled' ? 'off' : 'on' }));
  }

  @Post('people/:id')
  async change(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const { context } = personOf(request, 'administrator');
    const account = await this.accountOf(id, context);
    const values = { roles: texts(body, 'roles'), access: text(body, 'access') };
    const done = await attempt(() => this.bus.request(accountChange, { id, roles: values.roles as never, disabled: values.access === 'off' }, context));
    if (done.fault) return new Page('settings/person', personView(account, values, formErrors(done.fault)), 422);
    return new Redirect('/settings', { kind: 'done', text: message('settings.person.saved', { name: account.name }) });
  }

  @Get('mails')
  async mails(@Req() request: FastifyRequest, @Query('state') state?: string, @Query('after') after?: string) {
    const { context } = personOf(request, 'administrator');
    const reply = await this.bus.request(mailList, { state: (state || undefined) as never, cursor: after || undefined }, context);
    return new Page('settings/mails', mailsView(reply, state));
  }

  @Post('mails/:id/retry')
  async retry(@Req() request: FastifyRequest, @Param('id') id: string) {
    const { context } = personOf(request, 'administrator');
    const done = await attempt(() => this.bus.request(mailRetry, { id }, context));
    return new Redirect('/settings/mails', done.fault ? { kind: 'warn', text: done.fault.message } : { kind: 'done', text: message('settings.mails.retried') });
  }

  @Post('mails/:id/close')
  async close(@Req() request: FastifyRequest, @Param('id') id: string) {
    const { context } = personOf(request, 'administrator');
    const done = await attempt(() => this.bus.request(mailClose, { id }, context));
    return new Redirect('/settings/mails', done.fault ? { kind: 'warn', text: done.fault.message } : { kind: 'done', text: message('settings.mails.closed') });
  }

  private async accountOf(id: string, context: Context) {
    const { items } = await this.bus.request(accountList, {}, context);
    const account = items.find((each) => each.id === id);
    if (!account) throw new Fault('missing', 'accounts.account-unknown', 'There is no such person');
    return account;
  }
}
