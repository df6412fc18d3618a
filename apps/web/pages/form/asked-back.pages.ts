import { Body, Controller, Get, Inject, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Fault } from '#libs/contracts/faults.js';
import { formThreads, threadReply } from '#libs/contracts/threads.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { newId } from '#libs/platform/ids.js';
import { attempt, formErrors, text, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { message } from '../../render.js';
import { answersFromBody } from './answer-fields.js';
import { amendedAnswer, askedBackView } from './asked-back.view.js';
import { withForm } from './session.js';

/** What was asked back about the answers, and the replies. */
@Controller('form/:ref/questions')
export class AskedBackPages {
  constructor(@Inject(Bus) private readonly bus: Bus) {}

  @Get()
  show(@Req() request: FastifyRequest) {
    return withForm(this.bus, request, undefined, async ({ context, map }) => {
      if (map.form.helps) return new Redirect(`${map.at}/tasks`);
      const { items } = await this.bus.request(formThreads, {}, context);
      return items.length ? new Page('form/asked-back', askedBackView(map, items, newId())) : new Redirect(map.at);
    });
  }

  @Post()
  reply(@Req() request: FastifyRequest, @Body() body: FormBody = {}) {
    return withForm(this.bus, request, body, async ({ context, map }) => {
      const key = text(body, 'key');
      const question = map.index.questions.get(key);
      if (!question) throw new Fault('missing', 'web.question-unknown', 'There is no such question in this form');
      const [read] = answersFromBody([question], body);
      const said = text(body, 'text');
      const refused = read && !read.untouched ? read.problem?.message : undefined;
      const done = refused ? null : await attempt(() => this.bus.request(threadReply, { key, text: said, answer: amendedAnswer(read) as never }, { ...context, idempotencyKey: text(body, 'once') || newId() }));
      if (done && !done.fault) return new Redirect(`${map.at}/questions`, { kind: 'done', text: message('form.askedBack.sent', { asker: map.form.asker.organization }) });
      const { items } = await this.bus.request(formThreads, {}, context);
      const errors = done?.fault ? formErrors(done.fault) : { errors: [], wrong: { answer: refused ?? '' } };
      return new Page('form/asked-back', askedBackView(map, items, newId(), { key, text: said, read, wrong: { ...errors.wrong, ...(!errors.errors.length || Object.keys(errors.wrong).length ? {} : { text: errors.errors[0]?.text ?? '' }) } }), 422);
    });
  }
}
