import { Body, Controller, Get, Inject, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { colleagueInvite, colleaguesGet, colleagueWithdraw } from '#libs/contracts/colleagues.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { newId } from '#libs/platform/ids.js';
import { attempt, formErrors, optionalText, text, texts, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { message } from '../../render.js';
import { withOpenForm, type Opened } from './session.js';
import { sectionTitles, shareView } from './share.view.js';

/** Sharing sections with colleagues. Who is a colleague shares nothing on. */
@Controller('form/:ref/share')
export class SharePages {
  constructor(@Inject(Bus) private readonly bus: Bus) {}

  @Get()
  show(@Req() request: FastifyRequest, @Query('section') section: unknown) {
    return this.owner(request, undefined, async ({ context, map }) => {
      const { items } = await this.bus.request(colleaguesGet, {}, context);
      return new Page('form/share', shareView(map, items, newId(), { email: '', note: '', sections: typeof section === 'string' ? [section] : [] }));
    });
  }

  @Post()
  invite(@Req() request: FastifyRequest, @Body() body: FormBody = {}) {
    return this.owner(request, body, async ({ context, map }) => {
      const values = { email: text(body, 'email'), note: text(body, 'note'), sections: texts(body, 'sections') };
      const done = await attempt(() => this.bus.request(colleagueInvite, { ...values, note: optionalText(body, 'note') }, { ...context, idempotencyKey: text(body, 'key') || newId() }));
      if (!done.fault) return new Redirect(`${map.at}/share`, { kind: 'done', text: message('form.share.sent', { email: done.value.email, sections: sectionTitles(map, done.value.sections) }) });
      const { items } = await this.bus.request(colleaguesGet, {}, context);
      return new Page('form/share', shareView(map, items, newId(), values, formErrors(done.fault)), 422);
    });
  }

  @Post('withdraw')
  withdraw(@Req() request: FastifyRequest, @Body() body: FormBody = {}) {
    return this.owner(request, body, async ({ context, map }) => {
      await this.bus.request(colleagueWithdraw, { link: text(body, 'link') }, context);
      return new Redirect(`${map.at}/share`, { kind: 'done', text: message('form.share.withdrawn') });
    });
  }

  private owner(request: FastifyRequest, body: FormBody | undefined, page: (opened: Opened) => Promise<unknown>): Promise<unknown> {
    return withOpenForm(this.bus, request, body, (opened) => (opened.map.form.helps ? new Redirect(`${opened.map.at}/tasks`) : page(opened)));
  }
}
