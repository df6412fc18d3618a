import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Fault } from '#libs/contracts/faults.js';
import { correctionTakeBack, pageMarks } from '#libs/contracts/reports-review.contract.js';
import { documentGet, valueCorrect } from '#libs/contracts/reports.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { newId } from '#libs/platform/ids.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { attempt, formErrors, text, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { personOf, type Person } from '../../http/visitor.js';
import { message } from '../../render.js';
import { ifThere } from '../if-there.js';
import { peopleNames } from '../people-names.js';
import { correctLineView, lineOf, lineSaid, type LineValues } from './correct-line.view.js';

type Shown = Readonly<Record<string, string | undefined>>;

/** Putting one result of the matrix or one line of a list right, or adding one that was missed. */
@Controller('reports/:id/correct')
export class CorrectLinePages {
  constructor(
    private readonly bus: Bus,
    private readonly database: TenantDatabase,
  ) {}

  @Get()
  async form(@Req() request: FastifyRequest, @Param('id') id: string, @Query() query: Shown) {
    const path = query['path'] ?? '';
    if (path.endsWith('/+')) return new Redirect(`/reports/${id}/correct?path=${encodeURIComponent(path + newId())}`);
    return this.page(personOf(request, 'administrator', 'compliance'), id, path, query);
  }

  @Post()
  async save(@Req() request: FastifyRequest, @Param('id') id: string, @Body() body: FormBody) {
    const person = personOf(request, 'administrator', 'compliance');
    const [path, act, version] = [text(body, 'path'), text(body, 'act'), text(body, 'version')];
    const typed = Object.fromEntries(['result', 'resultText', 'text', 'criteria', 'organization', 'page'].map((name) => [name, text(body, name)]));
    const done = await attempt(() => (act === 'back'
      ? this.bus.request(correctionTakeBack, { id, version, path }, person.context)
      : this.bus.request(valueCorrect, { id, version, path, value: act === 'gone' ? null : lineSaid(path, typed) }, person.context)));
    if (done.fault) return this.page(person, id, path, {}, typed, formErrors(done.fault));
    return new Redirect(`/reports/${id}#${anchorOf(path)}`, { kind: 'done', text: message(act === 'back' ? 'reports.correct.takenBack' : 'reports.corrected') });
  }

  private async page({ context }: Person, id: string, path: string, query: Shown, typed?: LineValues, refused?: ReturnType<typeof formErrors>) {
    const document = await this.bus.request(documentGet, { id }, context);
    const line = lineOf(document, path);
    if (!line) throw new Fault('missing', 'reports.value-unknown', message('reports.correct.unknown'));
    const page = Math.max(1, Math.min(Number(query['page']) || line.page, document.extraction?.pages ?? 1));
    const [marks, names] = await Promise.all([ifThere(this.bus.request(pageMarks, { id, page }, context)), peopleNames(this.database, context)]);
    return new Page('reports/correct-line', correctLineView(document, path, line, { marks, page, zoom: query['zoom'], names, typed, refused }), refused ? 422 : 200);
  }
}

/** Where on the review page a line stands. */
function anchorOf(path: string): string {
  const [list = ''] = path.split('/');
  return { row: 'matrix', cuec: 'cuecs', csoc: 'csocs' }[list] ?? 'exceptions';
}
