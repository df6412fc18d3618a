import { Body, Controller, Get, Inject, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Config } from '#libs/platform/config.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { beginSecondFactor, changePassword, confirmSecondFactor, ownAccount, removeSecondFactor, setZone, waitingSecondFactor } from '../../accounts/own-account.js';
import { attempt, formErrors, text, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { RateLimits } from '../../http/rate-limit.js';
import { personOf, type Person } from '../../http/visitor.js';
import { message } from '../../render.js';
import { accountView, atRemoval } from './account.view.js';

/** Everybody's own account: password and second factor. */
@Controller('account')
export class AccountPages {
  constructor(
    private readonly database: TenantDatabase,
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  private get key(): string {
    return this.config.sessionKey ?? '';
  }

  @Get()
  show(@Req() request: FastifyRequest) {
    return this.page(personOf(request));
  }

  @Post('zone')
  async zone(@Req() request: FastifyRequest, @Body() body: FormBody) {
    const person = personOf(request);
    const done = await attempt(() => setZone(this.database, person.context, text(body, 'zone')));
    return done.fault ? this.page(person, formErrors(done.fault)) : over('settings.account.zoneDone');
  }

  @Post('password')
  async password(@Req() request: FastifyRequest, @Body() body: FormBody) {
    const person = personOf(request);
    const done = await attempt(async () => {
      await this.limits.count('sign-in-address', person.session.account);
      await changePassword(this.database, person.context, person.session.id, secret(body, 'current'), secret(body, 'password'));
    });
    return done.fault ? this.page(person, formErrors(done.fault)) : over('settings.account.passwordDone');
  }

  @Post('second-factor')
  async begin(@Req() request: FastifyRequest) {
    await beginSecondFactor(this.database, personOf(request).context, this.key);
    return new Redirect('/account#factor');
  }

  @Post('second-factor/confirm')
  async confirm(@Req() request: FastifyRequest, @Body() body: FormBody) {
    const person = personOf(request);
    const done = await attempt(async () => {
      await this.limits.count('second-factor', person.session.account);
      await confirmSecondFactor(this.database, person.context, person.session.id, text(body, 'code'), this.key, Date.now());
    });
    return done.fault ? this.page(person, formErrors(done.fault)) : over('settings.account.confirmed');
  }

  @Post('second-factor/remove')
  async remove(@Req() request: FastifyRequest, @Body() body: FormBody) {
    const person = personOf(request);
    const done = await attempt(async () => {
      await this.limits.count('sign-in-address', person.session.account);
      await removeSecondFactor(this.database, person.context, secret(body, 'current'));
    });
    return done.fault ? this.page(person, atRemoval(formErrors(done.fault))) : over('settings.account.removed');
  }

  private async page({ context, session }: Person, refused?: ReturnType<typeof formErrors>): Promise<Page> {
    const [own, waiting] = await Promise.all([ownAccount(this.database, context), waitingSecondFactor(this.database, context, this.key)]);
    return new Page('settings/account', accountView(own, session, waiting, refused), refused ? 422 : 200);
  }
}

/** A password as it was typed, spaces and all. */
function secret(body: FormBody, name: string): string {
  return typeof body[name] === 'string' ? body[name] : '';
}

function over(done: string): Redirect {
  return new Redirect('/account', { kind: 'done', text: message(done) });
}
