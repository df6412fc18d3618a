import { Body, Controller, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { vendorAddress } from '../../http/choose-language.js';
import { text, type FormBody } from '../../http/form.js';
import { Redirect } from '../../http/page.js';
import { languages } from '../../language.js';

const days = 365;

/** The language in which a vendor reads its pages, remembered by the browser. */
@Controller()
export class LanguagePages {
  @Post(['l/:token/language', 'form/:ref/language'])
  choose(@Req() request: FastifyRequest, @Body() body: FormBody = {}) {
    const at = vendorAddress(request.url) ?? '/form';
    const to = text(body, 'to');
    const language = languages.find((known) => known === text(body, 'language'));
    const goesBack = to === at || to.startsWith(`${at}/`) || to.startsWith(`${at}?`);
    return new Redirect(goesBack ? to : at, undefined, language ? [{ name: 'language', value: language, days }] : []);
  }
}
