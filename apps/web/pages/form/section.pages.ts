import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '#libs/contracts/faults.js';
import { proposalsGet, proposalsTake } from '#libs/contracts/proposals.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { text, texts, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { message } from '../../render.js';
import { autosaveReply } from './autosave.js';
import { addressOf, placeAfter, type FormMap, type Place } from './form-map.js';
import { takenOf } from './proposals.view.js';
import { saveBody } from './save-body.js';
import { cameIn, sectionView } from './section.view.js';
import { withOpenForm } from './session.js';

/** The questions, page by page. */
@Controller('form/:ref')
export class SectionPages {
  constructor(@Inject(Bus) private readonly bus: Bus) {}

  @Get('s/:section/:page')
  show(@Req() request: FastifyRequest, @Param('section') section: string, @Param('page') page: string) {
    return withOpenForm(this.bus, request, undefined, async ({ context, map }) => {
      const place = placeOf(map, section, page);
      if (!place) return onwards(map, section, Number(page));
      const open = place.questions.some(({ key }) => map.answers[key] === undefined);
      return new Page('form/section', sectionView(map, place, undefined, open ? (await this.bus.request(proposalsGet, {}, context)).items : []));
    });
  }

  @Post('s/:section/:page')
  save(@Req() request: FastifyRequest, @Param('section') section: string, @Param('page') page: string, @Body() body: FormBody = {}) {
    return withOpenForm(this.bus, request, body, async (opened) => {
      const { map, outcome } = await saveBody(this.bus, opened, body);
      const take = takenOf(texts(body, 'take'));
      if (take.length) await this.bus.request(proposalsTake, { take }, opened.context);
      const place = placeOf(map, section, page);
      const open = Object.keys(outcome.wrong).length > 0 || outcome.conflicts.length > 0;
      if (open && place) return new Page('form/section', sectionView(map, place, outcome), 422);
      if (place && take[0]) return new Redirect(`${addressOf(map, place)}#${map.idOf(take[0].key)}`, { kind: 'done', text: message('form.proposals.done', { count: 1 }) });
      const more = place ? cameIn(place, outcome.read) : [];
      if (place && more[0]) return new Redirect(`${addressOf(map, place)}#${map.idOf(more[0].key)}`, { kind: 'note', text: message('form.page.more', { count: more.length }) });
      return text(body, 'then') === 'list' ? new Redirect(`${map.at}/tasks`, { kind: 'done', text: message('form.page.saved') }) : onwards(map, section, Number(page));
    });
  }

  @Post('autosave')
  async autosave(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply, @Body() body: FormBody = {}) {
    const { status, json } = await autosaveReply(this.bus, request, body);
    void reply.status(status).type('application/json; charset=utf-8');
    return JSON.stringify(json);
  }
}

function placeOf(map: FormMap, section: string, page: string): Place | undefined {
  return map.places.find((place) => place.section.key === section && String(place.page) === page);
}

/** The next page that shows something; after the last one, checking. @throws Fault `web.page-unknown` for a section that does not exist */
function onwards(map: FormMap, section: string, page: number): Redirect {
  if (!map.index.sections.has(section) || !Number.isInteger(page)) throw new Fault('missing', 'web.page-unknown', 'There is no such page in this form');
  const next = placeAfter(map, section, page);
  return new Redirect(next ? addressOf(map, next) : `${map.at}/check`);
}
