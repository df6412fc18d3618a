import { Body, Controller, Inject, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { codeEnter, codeSend, formGet } from '#libs/contracts/vendor-form.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { newId } from '#libs/platform/ids.js';
import { attempt, formErrors, text, type FormBody } from '../../http/form.js';
import { formAddress, formCookie } from '../../http/form-address.js';
import { Page, Redirect, type Cookie } from '../../http/page.js';
import { RateLimits } from '../../http/rate-limit.js';
import { nobodyOf, vendorContext } from '../../http/visitor.js';
import { message } from '../../render.js';
import { checkView } from './check.view.js';
import { againView, bodyKept, type ComeAgain } from './ended.view.js';
import { mapForm } from './form-map.js';
import { saveBody } from './save-body.js';
import { sectionView } from './section.view.js';
import { comeAgain, endedPage, sessionDays, type Opened } from './session.js';

/** Coming in again after the time of a session has passed, without losing what was typed. */
@Controller('form/:ref/again')
export class AgainPages {
  constructor(
    @Inject(Bus) private readonly bus: Bus,
    private readonly limits: RateLimits,
  ) {}

  @Post('code')
  async send(@Req() request: FastifyRequest, @Body() body: FormBody = {}) {
    return this.lapsed(request, body, async (again, secret) => {
      const done = await attempt(() => this.bus.request(codeSend, { token: secret }, nobodyOf(request)));
      const note = done.fault ? `${done.fault.message}.` : message('link.sent', { hint: done.value.hint, minutes: done.value.minutes, again: done.value.again });
      return new Page('form/again', againView(again, text(body, 'kept'), '', undefined, note));
    });
  }

  @Post()
  async enter(@Req() request: FastifyRequest, @Body() body: FormBody = {}) {
    return this.lapsed(request, body, async (again, secret) => {
      const typed = text(body, 'code');
      const done = await attempt(() => this.bus.request(codeEnter, { token: secret, code: typed.replace(/[\s.-]/g, '') }, nobodyOf(request)));
      if (done.fault) return new Page('form/again', againView(again, text(body, 'kept'), typed, formErrors(done.fault)), 422);
      const { session, link } = done.value;
      const cookies: Cookie[] = [{ name: formCookie(again.at), value: session, days: sessionDays }];
      const context = await vendorContext(this.bus, request, session);
      const map = mapForm(await this.bus.request(formGet, {}, context), formAddress(link));
      return this.goOn({ context, map }, again.to, bodyKept(text(body, 'kept')), cookies);
    });
  }

  private async lapsed(request: FastifyRequest, body: FormBody, page: (again: ComeAgain, secret: string) => Promise<unknown>): Promise<unknown> {
    await this.limits.count('link', request.ip);
    const again = await comeAgain(this.bus, request, text(body, 'to'));
    return again && request.visitor.lapsed ? page(again, request.visitor.lapsed) : endedPage(this.bus, request, bodyKept(text(body, 'kept')) ?? {});
  }

  /** Saves what was typed before the time had passed, and shows what could not be saved. */
  private async goOn(opened: Opened, to: string, body: FormBody | null, cookies: readonly Cookie[]): Promise<unknown> {
    if (!body || opened.map.form.status !== 'open') return new Redirect(to, { kind: 'done', text: message('form.ended.back') }, cookies);
    if ('anyway' in body || 'name' in body) return new Page('form/check', checkView(opened.map, newId(), { name: text(body, 'name'), anyway: text(body, 'anyway') }), 200, cookies);
    const { map, outcome } = await saveBody(this.bus, opened, body);
    const [, section, page] = /\/s\/([^/?#]+)\/(\d+)$/.exec(to) ?? [];
    const place = map.places.find((one) => one.section.key === decodeURIComponent(section ?? '') && String(one.page) === page);
    const open = Object.keys(outcome.wrong).length > 0 || outcome.conflicts.length > 0;
    if (open && place) return new Page('form/section', sectionView(map, place, outcome), 422, cookies);
    return new Redirect(to, { kind: 'done', text: message('form.ended.backSaved') }, cookies);
  }
}
