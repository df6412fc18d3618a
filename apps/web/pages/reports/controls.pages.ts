import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { controlCatalog } from '#libs/contracts/crosswalk.contract.js';
import { matchesConfirm, suggestionList } from '#libs/contracts/reports-review.contract.js';
import { documentGet } from '#libs/contracts/reports.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { attempt, formErrors, text, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { mayReview, personOf, type Person } from '../../http/visitor.js';
import { message } from '../../render.js';
import { ifThere } from '../if-there.js';
import { peopleNames } from '../people-names.js';
import { controlsAtOnce, controlsView } from './controls.view.js';

type Shown = Readonly<Record<string, string | undefined>>;

/** Which common control each tested control of a report is. */
@Controller('reports/:id/controls')
export class ReportControlsPages {
  constructor(
    private readonly bus: Bus,
    private readonly database: TenantDatabase,
  ) {}

  @Get()
  async list(@Req() request: FastifyRequest, @Param('id') id: string, @Query() query: Shown) {
    return this.page(personOf(request), id, query);
  }

  @Post()
  async confirm(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const person = personOf(request, 'administrator', 'compliance');
    const shown = { open: text(body, 'open') || undefined, from: text(body, 'from') || undefined };
    const matches = matchesOf(body);
    const done = await attempt(() => this.bus.request(matchesConfirm, { id, version: text(body, 'version'), matches, ...(text(body, 'atLeast') && { atLeast: text(body, 'atLeast') }) }, person.context));
    if (done.fault) return this.page(person, id, shown, formErrors(done.fault));
    const query = new URLSearchParams({ ...(shown.open && { open: shown.open }), ...(shown.from && { from: shown.from }) }).toString();
    return new Redirect(`/reports/${id}/controls${query ? `?${query}` : ''}`, { kind: 'done', text: message('reports.controls.saved', { count: done.value.changed }) });
  }

  private async page(person: Person, id: string, query: Shown, refused?: ReturnType<typeof formErrors>) {
    const { context } = person;
    const [open, from] = [query['open'] === '1', Math.max(0, Math.floor(Number(query['from'])) || 0)];
    const [document, list, catalog, names] = await Promise.all([
      this.bus.request(documentGet, { id }, context), this.bus.request(suggestionList, { id, open, from, limit: controlsAtOnce }, context),
      ifThere(this.bus.request(controlCatalog, {}, context)), peopleNames(this.database, context),
    ]);
    const titles = new Map((catalog?.controls ?? []).map(({ id: control, title }) => [control, title]));
    return new Page('reports/controls', controlsView(document, list, titles, { from, open, mayReview: mayReview(person), names, refused }), refused ? 422 : 200);
  }
}

/** The one match whose button was pressed, else everything that was chosen on the page. */
function matchesOf(body: FormBody): { ref: string; control: string }[] {
  const one = text(body, 'one');
  if (!one) return Object.keys(body).filter((name) => name.startsWith('match-')).map((name) => ({ ref: name.slice('match-'.length), control: text(body, name) }));
  try {
    const [ref, control] = JSON.parse(one) as unknown[];
    return [{ ref: String(ref), control: String(control) }];
  } catch {
    return [];
  }
}
