import { Body, Controller, Get, Inject, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Config } from '#libs/platform/config.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { signIn, signOut, takeSecondFactor } from '../../accounts/sign-in.js';
import { attempt, formErrors, text, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { RateLimits } from '../../http/rate-limit.js';
import { cookieOf } from '../../http/security.js';
import { message } from '../../render.js';
import { placeWithin, signInView } from './sign-in.view.js';

/** Coming in with a password, and a second factor where there is one; going out. */
@Controller()
export class SignInPages {
  constructor(
    private readonly database: TenantDatabase,
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('sign-in')
  form(@Req() request: FastifyRequest, @Query('next') next: unknown) {
    const { person } = request.visitor;
    if (person && !person.secondFactorDue) return new Redirect(placeWithin(next));
    return new Page('sign-in/sign-in', signInView('sign-in.title', { next: placeWithin(next) }));
  }

  @Post('sign-in')
  async signIn(@Req() request: FastifyRequest, @Body() body: FormBody) {
    const email = text(body, 'email');
    const next = placeWithin(body['next']);
    const given = typeof body['password'] === 'string' ? body['password'] : '';
    const done = await attempt(async () => {
      await this.limits.count('sign-in-network', request.ip);
      await this.limits.count('sign-in-address', email.toLowerCase());
      return signIn(this.database, email, given, text(body, 'zone'));
    });
    if (done.fault) return new Page('sign-in/sign-in', signInView('sign-in.title', { email, next }, formErrors(done.fault)), done.fault.kind === 'too-many' ? 429 : 422);
    await this.limits.forget('sign-in-address', email.toLowerCase());
    const { secret, secondFactorDue } = done.value;
    return new Redirect(secondFactorDue ? `/sign-in/code?next=${encodeURIComponent(next)}` : next, undefined, [{ name: 'session', value: secret }]);
  }

  @Get('sign-in/code')
  codeForm(@Req() request: FastifyRequest, @Query('next') next: unknown) {
    const { person } = request.visitor;
    if (!person?.secondFactorDue) return new Redirect(person ? placeWithin(next) : '/sign-in');
    return new Page('sign-in/code', signInView('sign-in.code.title', { next: placeWithin(next) }));
  }

  @Post('sign-in/code')
  async code(@Req() request: FastifyRequest, @Body() body: FormBody) {
    const { person } = request.visitor;
    const next = placeWithin(body['next']);
    if (!person) return new Redirect('/sign-in');
    const done = await attempt(async () => {
      await this.limits.count('second-factor', person.account);
      await takeSecondFactor(this.database, person, text(body, 'code'), this.config.sessionKey ?? '', Date.now());
    });
    if (done.fault) return new Page('sign-in/code', signInView('sign-in.code.title', { next }, formErrors(done.fault)), done.fault.kind === 'too-many' ? 429 : 422);
    await this.limits.forget('second-factor', person.account);
    return new Redirect(next);
  }

  @Post('sign-out')
  async signOut(@Req() request: FastifyRequest) {
    const { person } = request.visitor;
    const secret = request.cookies[cookieOf(this.config.publicUrl, 'session').name];
    if (person && secret) await signOut(this.database, person, secret);
    return new Redirect('/sign-in', { kind: 'done', text: message('sign-in.out') }, [{ name: 'session', value: null }]);
  }
}
