import { Body, Controller, Get, Inject, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { formSubmit } from '#libs/contracts/vendor-form.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { newId } from '#libs/platform/ids.js';
import { attempt, optionalText, text, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { checkView } from './check.view.js';
import { withOpenForm } from './session.js';

/** Reading everything once more, and handing it in. */
@Controller('form/:ref')
export class SubmitPages {
  constructor(@Inject(Bus) private readonly bus: Bus) {}

  @Get('check')
  check(@Req() request: FastifyRequest) {
    return withOpenForm(this.bus, request, undefined, ({ map }) => (map.form.helps ? new Redirect(`${map.at}/tasks`) : new Page('form/check', checkView(map, newId(), { name: '', anyway: '' }))));
  }

  @Post('submit')
  submit(@Req() request: FastifyRequest, @Body() body: FormBody = {}) {
    return withOpenForm(this.bus, request, body, async ({ context, map }) => {
      const values = { name: text(body, 'name'), anyway: text(body, 'anyway') };
      const input = { name: values.name, anyway: optionalText(body, 'anyway') };
      const done = await attempt(() => this.bus.request(formSubmit, input, { ...context, idempotencyKey: text(body, 'key') || newId() }));
      return done.fault ? new Page('form/check', checkView(map, newId(), values, done.fault), 422) : new Redirect(`${map.at}/receipt`);
    });
  }
}
