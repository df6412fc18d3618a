import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { services, type Service } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { Bus } from '#libs/platform/bus.js';
import type { Context } from '#libs/platform/context.js';
import { readCursor, writeCursor } from '#libs/platform/cursor.js';
import { auditCheckOf, auditTrailOf, deadLetterReplayOf, deadLettersOf } from '#libs/platform/own-requests.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { attempt, text, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { personOf } from '../../http/visitor.js';
import { message } from '../../render.js';
import { nameOf, peopleOf } from '../people-names.js';
import { messagesView } from './messages.view.js';
import { trailView } from './trail.view.js';

const pageSize = 50;

/** What was done and by whom, whether that record is whole, and the messages between services that could not have their effect. */
@Controller('settings')
export class TrailPages {
  constructor(
    private readonly bus: Bus,
    private readonly database: TenantDatabase,
  ) {}

  @Get('trail')
  async trail(@Req() request: FastifyRequest, @Query('service') service?: string, @Query('actor') actor?: string, @Query('after') after?: string, @Query('check') check?: string) {
    const { context } = personOf(request, 'administrator');
    const of = services.filter((each) => !service || each === service);
    const cursor = readCursor(after, 2);
    const ask = { ...(cursor && { before: { at: String(cursor[0]), id: String(cursor[1]) } }), ...(actor && { actor }), limit: pageSize + 1 };
    const [people, ...trails] = await Promise.all([peopleOf(this.database, context), ...of.map((each) => this.entriesOf(each, ask, context))]);
    const newest = trails.flat().sort((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1));
    const last = newest[pageSize - 1];
    const next = newest.length > pageSize && last ? writeCursor([last.at, last.id]) : null;
    const checks = check === undefined ? null : await Promise.all(of.map(async (each) => ({ service: each, ...(await this.bus.request(auditCheckOf(each), {}, context)) })));
    return new Page('trail/trail', trailView({ entries: newest.slice(0, pageSize), next, people, names: nameOf(people), checks, chosen: { service, actor } }));
  }

  @Get('messages')
  async messages(@Req() request: FastifyRequest) {
    const { context } = personOf(request, 'administrator');
    const letters = await Promise.all(services.map(async (service) => (await this.bus.request(deadLettersOf(service), {}, context)).items.map((item) => ({ service, ...item }))));
    return new Page('trail/messages', messagesView(letters.flat()));
  }

  @Post('messages')
  async replay(@Req() request: FastifyRequest, @Body() body: FormBody) {
    const { context } = personOf(request, 'administrator');
    const service = services.find((each) => each === text(body, 'service'));
    if (!service) throw new Fault('missing', 'platform.dead-letter-unknown', 'There is no such message waiting.');
    const done = await attempt(() => this.bus.request(deadLetterReplayOf(service), { id: text(body, 'id') }, context));
    return new Redirect('/settings/messages', done.fault ? { kind: 'warn', text: done.fault.message } : { kind: 'done', text: message('trail.messages.replayed') });
  }

  private async entriesOf(service: Service, ask: { readonly limit: number }, context: Context) {
    const { items } = await this.bus.request(auditTrailOf(service), ask, context);
    return items.map((item) => ({ service, ...item }));
  }
}
