import { Controller, Get, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { formsOf } from '../../http/form-address.js';
import { Page, Redirect } from '../../http/page.js';
import { endedView } from './ended.view.js';

/** The address without a form: leads to the one that this browser has open, or says how to come in. */
@Controller('form')
export class AnyFormPages {
  @Get()
  open(@Req() request: FastifyRequest) {
    const forms = formsOf(request.cookies);
    return forms.length === 1 && forms[0] ? new Redirect(forms[0]) : new Page('form/ended', endedView(), 401);
  }
}
