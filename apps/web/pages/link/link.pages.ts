import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { codeEnter, codeSend, linkOpen } from '#libs/contracts/vendor-form.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { attempt, formErrors, text, type FormBody } from '../../http/form.js';
import { formAddress, formCookie } from '../../http/form-address.js';
import { Page, Redirect } from '../../http/page.js';
import { RateLimits } from '../../http/rate-limit.js';
import { nobodyOf } from '../../http/visitor.js';
import { message } from '../../render.js';
import { sessionDays } from '../form/session.js';
import { enterView, leadsIn, linkView } from './link.view.js';

/** The emailed link: says who asks, has a code sent, and lets in whoever enters it. Opening it changes nothing. */
@Controller('l/:token')
export class LinkPages {
  constructor(
    private readonly bus: Bus,
    private readonly limits: RateLimits,
  ) {}

  @Get()
  async open(@Req() request: FastifyRequest, @Param('token') token: string) {
    const opened = await this.opened(request, token);
    return new Page('link/link', linkView(token, opened), leadsIn(opened) ? 200 : 410);
  }

  @Post('code')
  async send(@Req() request: FastifyRequest, @Param('token') token: string) {
    const opened = await this.opened(request, token);
    if (!leadsIn(opened)) return new Page('link/link', linkView(token, opened), 410);
    const done = await attempt(() => this.bus.request(codeSend, { token }, nobodyOf(request)));
    const sent = done.fault ? { kind: 'note' as const, text: `${done.fault.message}.` } : { kind: 'done' as const, text: message('link.sent', { hint: done.value.hint, minutes: done.value.minutes, again: done.value.again }) };
    return new Redirect(`/l/${encodeURIComponent(token)}/enter`, sent);
  }

  @Get('enter')
  async enterForm(@Req() request: FastifyRequest, @Param('token') token: string) {
    const opened = await this.opened(request, token);
    return leadsIn(opened) ? new Page('link/enter', enterView(token, opened)) : new Page('link/link', linkView(token, opened), 410);
  }

  @Post('enter')
  async enter(@Req() request: FastifyRequest, @Param('token') token: string, @Body() body: FormBody) {
    const opened = await this.opened(request, token);
    if (!leadsIn(opened)) return new Page('link/link', linkView(token, opened), 410);
    const typed = text(body, 'code');
    const done = await attempt(() => this.bus.request(codeEnter, { token, code: typed.replace(/[\s.-]/g, '') }, nobodyOf(request)));
    if (done.fault) return new Page('link/enter', enterView(token, opened, typed, formErrors(done.fault)), done.fault.kind === 'too-many' ? 429 : 422);
    const at = formAddress(done.value.link);
    return new Redirect(at, undefined, [{ name: formCookie(at), value: done.value.session, days: sessionDays }]);
  }

  /** Guesses are limited by network, whatever they ask for. */
  private async opened(request: FastifyRequest, token: string) {
    await this.limits.count('link', request.ip);
    if (token.length < 20 || token.length > 200) return { state: 'unknown' as const, asker: null, hint: null };
    return this.bus.request(linkOpen, { token }, nobodyOf(request));
  }
}
