import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { controlCatalog } from '#libs/contracts/crosswalk.contract.js';
import { coverageCalendar, dutyList, dutySet, settingGet, settingSet } from '#libs/contracts/reports-assurance.contract.js';
import { vendorList } from '#libs/contracts/vendors.contract.js';
import { Bus } from '#libs/platform/bus.js';
import type { Context } from '#libs/platform/context.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { attempt, formErrors, optionalText, text, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { mayReview, personOf, type Person } from '../../http/visitor.js';
import { message } from '../../render.js';
import { ifThere } from '../if-there.js';
import { peopleNames } from '../people-names.js';
import { calendarView } from './calendar.view.js';
import { dutiesAtOnce, dutiesView, dutyStates } from './duties.view.js';
import { reportsTabs } from './report-tabs.js';

type Shown = Readonly<Record<string, string | undefined>>;
const isAdministrator = ({ session }: Person): boolean => session.roles.includes('administrator');

/** What can be told of the documents of all vendors: covered days, our duties, how documents are handed out. */
@Controller('reports')
export class AllReportsPages {
  constructor(
    private readonly bus: Bus,
    private readonly database: TenantDatabase,
  ) {}

  @Get('calendar')
  async calendar(@Req() request: FastifyRequest, @Query() query: Shown) {
    const person = personOf(request);
    const filter = { vendor: query['vendor'] ?? '', from: /^\d{4}-\d\d-\d\d$/.test(query['from'] ?? '') ? query['from']! : '' };
    const [calendar, vendors] = await Promise.all([this.bus.request(coverageCalendar, { vendor: filter.vendor || undefined, from: filter.from || undefined, cursor: query['after'] || undefined }, person.context), this.vendors(person.context)]);
    return new Page('reports/calendar', calendarView(calendar, vendors, { ...filter, from: calendar.from }, isAdministrator(person)));
  }

  @Get('duties')
  async duties(@Req() request: FastifyRequest, @Query() query: Shown) {
    return this.dutiesPage(personOf(request), query);
  }

  @Post('duties')
  async setDuty(@Req() request: FastifyRequest, @Body() body: FormBody) {
    const person = personOf(request, 'administrator', 'compliance');
    const [vendor, key, back] = [text(body, 'vendor'), text(body, 'key'), text(body, 'back')];
    const typed = { owner: text(body, 'owner'), control: text(body, 'control'), state: text(body, 'state'), note: text(body, 'note') };
    const done = await attempt(() => this.bus.request(dutySet, { vendor, key, version: text(body, 'version'), owner: typed.owner || undefined, control: typed.control || undefined, state: typed.state as 'open', note: optionalText(body, 'note') }, person.context));
    if (done.fault) return this.dutiesPage(person, { ...Object.fromEntries(new URL(back, 'http://here').searchParams), edit: `${vendor}-${key}` }, typed, formErrors(done.fault));
    return new Redirect(back.startsWith('/reports/duties') ? back : '/reports/duties', { kind: 'done', text: message('reports.duties.saved') });
  }

  @Get('settings')
  async settings(@Req() request: FastifyRequest) {
    const { context } = personOf(request, 'administrator');
    const { watermark } = await this.bus.request(settingGet, {}, context);
    return new Page('reports/settings', { page: { title: message('reports.settings.title'), nav: 'reports' }, tabs: reportsTabs('settings', true), chosen: watermark ? 'yes' : 'no', choices: ['no', 'yes'].map((value) => ({ value, text: message(`reports.settings.${value}`), hint: message(`reports.settings.${value}Hint`) })) });
  }

  @Post('settings')
  async setSettings(@Req() request: FastifyRequest, @Body() body: FormBody) {
    const { context } = personOf(request, 'administrator');
    await this.bus.request(settingSet, { watermark: text(body, 'watermark') === 'yes' }, context);
    return new Redirect('/reports/settings', { kind: 'done', text: message('reports.settings.saved') });
  }

  private async dutiesPage(person: Person, query: Shown, typed?: Readonly<Record<string, string>>, refused?: ReturnType<typeof formErrors>) {
    const { context } = person;
    const state = dutyStates.find((one) => one === query['state']);
    const look = { vendor: query['vendor'] ?? '', state: state ?? '', from: Math.max(0, Math.floor(Number(query['from'])) || 0), edit: query['edit'] ?? '', mayReview: mayReview(person), isAdministrator: isAdministrator(person), typed, refused };
    const [duties, vendors, catalog, names] = await Promise.all([
      this.bus.request(dutyList, { vendor: look.vendor || undefined, state, from: look.from, limit: dutiesAtOnce }, context), this.vendors(context),
      look.edit ? ifThere(this.bus.request(controlCatalog, {}, context)) : null, peopleNames(this.database, context),
    ]);
    return new Page('reports/duties', dutiesView(duties, vendors, catalog?.controls ?? [], { ...look, names }), refused ? 422 : 200);
  }

  private async vendors(context: Context) {
    return (await ifThere(this.bus.request(vendorList, { limit: 200 }, context)))?.items ?? [];
  }
}
