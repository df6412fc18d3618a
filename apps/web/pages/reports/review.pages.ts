import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { documentReread, readingDecide, valuesAccept } from '#libs/contracts/reports-review.contract.js';
import { documentAccept, documentGet, documentReject, valueCorrect } from '#libs/contracts/reports.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { attempt, formErrors, optionalText, text, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { personOf, type Person } from '../../http/visitor.js';
import { message } from '../../render.js';
import { correctionOf } from './correction.js';
import { readingView } from './reading.view.js';
import { valueHref } from './report-values.view.js';
import { reviewPage } from './review-page.js';
import type { ReportDocument } from './report-document.js';

/** What compliance does with one document: accept and correct its values, accept or reject it, have it read again. */
@Controller('reports/:id')
export class ReviewPages {
  constructor(
    private readonly bus: Bus,
    private readonly database: TenantDatabase,
  ) {}

  @Post('values')
  async acceptValues(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const person = this.reviewer(request);
    const path = text(body, 'path');
    const done = await attempt(() => this.bus.request(valuesAccept, { id, version: text(body, 'version'), paths: path === 'certain' ? path : [path] }, person.context));
    if (done.fault) return this.refused(person, id, { value: path }, formErrors(done.fault));
    return new Redirect(nextOf(done.value, path), { kind: 'done', text: message(path === 'certain' ? 'reports.certainAccepted' : 'reports.valueAccepted') });
  }

  @Post('corrections')
  async correct(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const person = this.reviewer(request);
    const { path, value } = correctionOf(body);
    const done = await attempt(() => this.bus.request(valueCorrect, { id, version: text(body, 'version'), path, value }, person.context));
    if (done.fault) return this.refused(person, id, { edit: path }, formErrors(done.fault));
    const page = done.value.values.find((one) => one.path === path)?.page ?? null;
    return new Redirect(valueHref(`/reports/${id}`, path, page), { kind: 'done', text: message('reports.corrected') });
  }

  @Post('accept')
  async accept(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const person = this.reviewer(request);
    const done = await attempt(() => this.bus.request(documentAccept, { id, version: text(body, 'version'), note: optionalText(body, 'note') }, person.context));
    if (done.fault) return this.refused(person, id, {}, formErrors(done.fault));
    return new Redirect(`/reports/${id}`, { kind: 'done', text: message('reports.accepted', { facts: done.value.evidence }) });
  }

  @Post('reject')
  async reject(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const person = this.reviewer(request);
    const done = await attempt(() => this.bus.request(documentReject, { id, version: text(body, 'version'), note: text(body, 'note') }, person.context));
    if (done.fault) return this.refused(person, id, {}, formErrors(done.fault));
    return new Redirect(`/reports/${id}`, { kind: 'done', text: message('reports.rejected') });
  }

  @Get('reading')
  async reading(@Req() request: FastifyRequest, @Param('id') id: string) {
    return this.readingPage(this.reviewer(request), id);
  }

  @Post('reread')
  async reread(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const person = this.reviewer(request);
    const done = await attempt(() => this.bus.request(documentReread, { id, version: text(body, 'version') }, person.context));
    if (done.fault) return this.readingPage(person, id, formErrors(done.fault));
    return new Redirect(`/reports/${id}/reading`, { kind: 'done', text: message(done.value.newReading ? 'reports.reading.differs' : 'reports.reading.same') });
  }

  @Post('reading')
  async decide(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const person = this.reviewer(request);
    const take = text(body, 'take') === 'yes';
    const done = await attempt(() => this.bus.request(readingDecide, { id, version: text(body, 'version'), take }, person.context));
    if (done.fault) return this.readingPage(person, id, formErrors(done.fault));
    return new Redirect(`/reports/${id}`, { kind: 'done', text: message(take ? 'reports.reading.taken' : 'reports.reading.left') });
  }

  private reviewer(request: FastifyRequest): Person {
    return personOf(request, 'administrator', 'compliance');
  }

  private refused(person: Person, id: string, query: Readonly<Record<string, string>>, errors: ReturnType<typeof formErrors>): Promise<Page> {
    return reviewPage({ bus: this.bus, database: this.database }, person, id, query, errors);
  }

  private async readingPage({ context }: Person, id: string, refused?: ReturnType<typeof formErrors>): Promise<Page> {
    return new Page('reports/reading', readingView(await this.bus.request(documentGet, { id }, context), refused), refused ? 422 : 200);
  }
}

/** After a value was accepted: the next doubtful one with its words marked, else the report's verdict. */
function nextOf(document: ReportDocument, path: string): string {
  const at = document.values.findIndex((one) => one.path === path);
  const next = document.values.find(({ doubtful }, place) => doubtful && place > at) ?? document.values.find(({ doubtful }) => doubtful);
  return next ? valueHref(`/reports/${document.id}`, next.path, next.page) : `/reports/${document.id}#accept`;
}
