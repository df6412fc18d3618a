import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { controlCatalog } from '#libs/contracts/crosswalk.contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { ownTemplateEdit, ownTemplateGet } from '#libs/contracts/templates.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { allQuestions, indexTemplate } from '#libs/questionnaire/template-index.js';
import type { Template } from '#libs/questionnaire/template-types.js';
import { attempt, formErrors, text, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { personOf } from '../../http/visitor.js';
import { message } from '../../render.js';
import { anchor } from './editor.view.js';
import { readQuestion } from './question-form.js';
import { questionFormView, questionValues, typedQuestion } from './question.view.js';
import { writers } from './questionnaires.pages.js';

/** One question of a questionnaire of one's own. */
@Controller('questionnaires/:template/question')
export class QuestionPages {
  constructor(private readonly bus: Bus) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Param('template') key: string, @Query('key') wanted?: string, @Query('section') section?: string) {
    const { context } = personOf(request, ...writers);
    const own = await this.bus.request(ownTemplateGet, { key }, context);
    const index = indexTemplate(own.draft as unknown as Template);
    const question = wanted ? index.questions.get(wanted) : undefined;
    const home = question ? index.sectionOf.get(question.key) : index.sections.get(section ?? '')?.key;
    if (home === undefined) throw new Fault('missing', 'web.question-unknown', 'There is no such question or section in this questionnaire');
    return new Page('questionnaires/question', questionFormView(own, home, question, questionValues(question)));
  }

  @Post()
  async save(@Req() request: FastifyRequest, @Param('template') key: string, @Body() body: FormBody) {
    const { context } = personOf(request, ...writers);
    const [own, controls] = await Promise.all([this.bus.request(ownTemplateGet, { key }, context), this.bus.request(controlCatalog, {}, context)]);
    const template = own.draft as unknown as Template;
    const before = allQuestions(template).find((question) => question.key === text(body, 'question'));
    const section = text(body, 'section');
    const read = readQuestion(body, template, before, new Set(controls.controls.map(({ id }) => id)));
    const refuse = (errors: typeof read.errors) => new Page('questionnaires/question', questionFormView(own, section, before, typedQuestion(body), { errors }), 422);
    if (read.errors.length) return refuse(read.errors);
    const done = await attempt(() => this.bus.request(ownTemplateEdit, { key, revision: text(body, 'revision'), edit: { act: 'question', section, question: read.question as never } }, context));
    if (done.fault) return refuse(formErrors(done.fault).errors);
    const flash = { kind: 'done' as const, text: message('questionnaires.done.question') };
    return new Redirect(text(body, 'then') === 'another' ? `/questionnaires/${key}/question?section=${encodeURIComponent(section)}` : `/questionnaires/${key}#${anchor(read.question.key)}`, flash);
  }
}
