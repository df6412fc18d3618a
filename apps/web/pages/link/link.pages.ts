import { Body, Controller, Get, Inject, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { codeEnter, codeSend, linkOpen, vendorSession } from '#libs/contracts/vendor-form.contract.js';
import { Bus } from '#libs/platform/bus.js';
import type { Config } from '#libs/platform/config.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { attempt, formErrors, text, type FormBody } from '../../http/form.js';
import { formAddress, formCookie, formsOf } from '../../http/form-address.js';
import { Page, Redirect } from '../../http/page.js';
import { RateLimits } from '../../http/rate-limit.js';
import { cookieOf } from '../../http/security.js';
import { nobodyOf } from '../../http/visitor.js';
import { message } from '../../render.js';
import { sessionDays } from '../form/session.js';
import { enterView, leadsIn, linkView } from './link.view.js';

/** As many forms of one browser are looked at. */
const mostForms = 20;

/** The emailed link: says who asks, has a code sent, and lets in whoever enters it, or has it open in this browser. Opening it changes nothing. */
@Controller('l/:token')
export class LinkPages {
  constructor(
    private readonly bus: Bus,
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async open(@Req() request: FastifyRequest, @Param('token') token: string) {
    const opened = await this.opened(request, token);
    const form = leadsIn(opened) ? await this.formHere(request, token) : null;
    if (form) return new Redirect(form);
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

  /** Where this browser has the form of this link open already; null where it has not, or the session is over. */
  private async formHere(request: FastifyRequest, token: string): Promise<string | null> {
    for (const at of formsOf(request.cookies).slice(0, mostForms)) {
      const session = request.cookies[cookieOf(this.config.publicUrl, formCookie(at)).name];
      if (!session || session.length < 20 || session.length > 200) continue;
      const found = await this.bus.request(vendorSession, { session, token }, nobodyOf(request));
      if (found && formAddress(found.link) === at) return at;
    }
    return null;
  }

  /** Guesses are limited by network, whatever they ask for. */
  private async opened(request: FastifyRequest, token: string) {
    await this.limits.count('link', request.ip);
    if (token.length < 20 || token.length > 200) return { state: 'unknown' as const, asker: null, hint: null };
    return this.bus.request(linkOpen, { token }, nobodyOf(request));
  }
}
