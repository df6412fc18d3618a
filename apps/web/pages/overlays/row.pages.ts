import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { frameworkList } from '#libs/contracts/crosswalk.contract.js';
import { overlayList, rowEdit, rowList } from '#libs/contracts/overlays.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { attempt, formErrors, text, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { mayReview, personOf } from '../../http/visitor.js';
import { message } from '../../render.js';
import { impactView } from './impact.view.js';
import { knownRow, rowInput, rowsView, rowView, typedRow, type Asked } from './rows.view.js';

/** The rows of the crosswalk, and the form for one of them, which says what it changes before it is saved. */
@Controller('overlays/rows')
export class RowPages {
  constructor(private readonly bus: Bus) {}

  @Get()
  async rows(@Req() request: FastifyRequest, @Query() query: Asked) {
    const person = personOf(request);
    const { context } = person;
    const [frameworks, rows] = await Promise.all([
      this.bus.request(frameworkList, {}, context),
      this.bus.request(rowList, { framework: query['framework'] || undefined, search: query['search'] || undefined, own: query['own'] === 'true', after: query['after'] || 0 }, context),
    ]);
    return new Page('overlays/rows', rowsView(frameworks.items, rows, query, mayReview(person)));
  }

  @Get('edit')
  async form(@Req() request: FastifyRequest, @Query() query: Asked) {
    const { context } = personOf(request, 'administrator', 'compliance');
    const [frameworks, { version }, rows] = await Promise.all([
      this.bus.request(frameworkList, {}, context), this.bus.request(overlayList, {}, context),
      this.bus.request(rowList, { framework: query['framework'] || undefined, search: `${query['requirement'] ?? ''} ${query['control'] ?? query['to'] ?? ''}`, limit: 200 }, context),
    ]);
    const { row, known } = query['requirement'] ? knownRow(rows.items, query) : { row: knownRow([], { framework: frameworks.items[0]?.id }).row, known: false };
    return new Page('overlays/row', rowView(frameworks.items, row, { version, known }));
  }

  @Post('edit')
  async edit(@Req() request: FastifyRequest, @Body() body: FormBody) {
    const { context } = personOf(request, 'administrator', 'compliance');
    const [row, act] = [typedRow(body), text(body, 'act')];
    const removes = act === 'remove' || act === 'try-remove';
    const isKept = act === 'save' || act === 'remove';
    const frameworks = (await this.bus.request(frameworkList, {}, context)).items;
    const done = await attempt(() => this.bus.request(rowEdit, { row: rowInput(row), remove: removes, dryRun: !isKept, ...(isKept && { version: text(body, 'version') }) }, context));
    if (done.fault) return new Page('overlays/row', rowView(frameworks, row, { version: (await this.bus.request(overlayList, {}, context)).version, known: true, ...formErrors(done.fault) }), 422);
    const { problems, saved, impact, version } = done.value;
    if (saved) return new Redirect('/overlays', { kind: 'done', text: message(removes ? 'overlays.removed' : 'overlays.saved') });
    if (problems.length > 0) {
      const errors = problems.map(({ field, message: says }) => ({ field, text: says, href: `#${field}` }));
      return new Page('overlays/row', rowView(frameworks, row, { version, known: true, errors, wrong: Object.fromEntries(problems.map(({ field, message: says }) => [field, says])) }), 422);
    }
    const names = new Map(frameworks.map(({ id, name }) => [id, name]));
    return new Page('overlays/row', rowView(frameworks, row, { version, known: true, removes, impact: impactView(impact, names) }));
  }
}
