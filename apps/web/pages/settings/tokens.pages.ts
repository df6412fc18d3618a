import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { tokenList, tokenMake, tokenRevoke } from '#libs/contracts/accounts.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { attempt, formErrors, text, texts, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { personOf, type Person } from '../../http/visitor.js';
import { message } from '../../render.js';
import { peopleNames } from '../people-names.js';
import { tokensView } from './tokens.view.js';

/** Tokens with which programs use the API. */
@Controller('settings/tokens')
export class TokenPages {
  constructor(
    private readonly bus: Bus,
    private readonly database: TenantDatabase,
  ) {}

  @Get()
  async list(@Req() request: FastifyRequest) {
    return this.page(personOf(request, 'administrator'), {}, 200);
  }

  @Post()
  async make(@Req() request: FastifyRequest, @Body() body: FormBody) {
    const person = personOf(request, 'administrator');
    const values = { name: text(body, 'name'), roles: texts(body, 'roles'), days: text(body, 'days') };
    const done = await attempt(() => this.bus.request(tokenMake, { ...values, roles: values.roles as never }, person.context));
    // the secret is told on this answer only, so that no later page and no cookie carries it
    return done.fault ? this.page(person, { values, ...formErrors(done.fault) }, 422) : this.page(person, { secret: done.value.secret }, 200);
  }

  @Post(':id/revoke')
  async revoke(@Req() request: FastifyRequest, @Param('id') id: string) {
    await this.bus.request(tokenRevoke, { id }, personOf(request, 'administrator').context);
    return new Redirect('/settings/tokens', { kind: 'done', text: message('settings.tokens.revoked') });
  }

  private async page({ context, session }: Person, more: Record<string, unknown>, status: number): Promise<Page> {
    const [{ items }, names] = await Promise.all([this.bus.request(tokenList, {}, context), peopleNames(this.database, context)]);
    return new Page('settings/tokens', tokensView(items, names, session.roles, Date.now(), more), status);
  }
}
