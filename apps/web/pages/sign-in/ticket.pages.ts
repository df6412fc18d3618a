import { Body, Controller, Get, Inject, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Config } from '#libs/platform/config.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { createFirstTenant, firstRunOpen } from '../../accounts/first-run.js';
import { redeemTicket, requestReset } from '../../accounts/reset.js';
import { findTicket } from '../../accounts/ticket.js';
import { attempt, formErrors, text, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { RateLimits } from '../../http/rate-limit.js';
import { message } from '../../render.js';
import { signInView } from './sign-in.view.js';

/** Coming in without a password: forgotten passwords, invitations, and the very first administrator. */
@Controller()
export class TicketPages {
  constructor(
    private readonly database: TenantDatabase,
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('forgot')
  forgotForm() {
    return new Page('sign-in/forgot', signInView('sign-in.forgot-page.title'));
  }

  @Post('forgot')
  async forgot(@Req() request: FastifyRequest, @Body() body: FormBody) {
    const email = text(body, 'email');
    const done = await attempt(async () => {
      await this.limits.count('sign-in-network', request.ip);
      await this.limits.count('reset', email.toLowerCase());
      await requestReset(this.database, email, this.config.linkKey);
    });
    if (done.fault) return new Page('sign-in/forgot', signInView('sign-in.forgot-page.title', { email }, formErrors(done.fault)), done.fault.kind === 'too-many' ? 429 : 422);
    return new Page('sign-in/sent', signInView('sign-in.sent.title', { email }));
  }

  @Get('ticket/:secret')
  async ticketForm(@Req() request: FastifyRequest, @Param('secret') secret: string) {
    await this.limits.count('link', request.ip);
    const ticket = await findTicket(this.database, secret);
    return ticket ? new Page('sign-in/ticket', signInView(`sign-in.ticket.${ticket.kind}`, {}, undefined, { kind: ticket.kind })) : over();
  }

  @Post('ticket/:secret')
  async ticket(@Req() request: FastifyRequest, @Param('secret') secret: string, @Body() body: FormBody) {
    await this.limits.count('link', request.ip);
    const password = typeof body['password'] === 'string' ? body['password'] : '';
    const done = await attempt(() => redeemTicket(this.database, secret, password));
    if (done.fault?.kind === 'gone') return over();
    if (done.fault) {
      const kind = (await findTicket(this.database, secret))?.kind ?? 'reset';
      return new Page('sign-in/ticket', signInView(`sign-in.ticket.${kind}`, {}, formErrors(done.fault), { kind }), 422);
    }
    return new Redirect(done.value.secondFactorDue ? '/sign-in/code' : '/', { kind: 'done', text: message('sign-in.ticket.done') }, [{ name: 'session', value: done.value.secret }]);
  }

  @Get('first-run/:token')
  async firstRunForm(@Req() request: FastifyRequest, @Param('token') token: string) {
    await this.limits.count('first-run', request.ip);
    if (!(await firstRunOpen(this.database, this.config.sessionKey ?? '', token))) return setUp();
    return new Page('sign-in/first-run', signInView('sign-in.first.title'));
  }

  @Post('first-run/:token')
  async firstRun(@Req() request: FastifyRequest, @Param('token') token: string, @Body() body: FormBody) {
    await this.limits.count('first-run', request.ip);
    if (!(await firstRunOpen(this.database, this.config.sessionKey ?? '', token))) return setUp();
    const values = { organization: text(body, 'organization'), name: text(body, 'name'), email: text(body, 'email') };
    const done = await attempt(() => createFirstTenant(this.database, { ...values, password: body['password'] ?? '' }));
    if (done.fault?.kind === 'gone') return setUp();
    if (done.fault) return new Page('sign-in/first-run', signInView('sign-in.first.title', values, formErrors(done.fault)), 422);
    return new Redirect('/', { kind: 'done', text: message('sign-in.first.done') }, [{ name: 'session', value: done.value }]);
  }
}

function over(): Page {
  return new Page('sign-in/over', signInView('sign-in.over.title', {}, undefined, { says: message('sign-in.over.text'), again: true }), 410);
}

function setUp(): Page {
  return new Page('sign-in/over', signInView('sign-in.first.over', {}, undefined, { says: message('sign-in.first.overText') }), 410);
}
