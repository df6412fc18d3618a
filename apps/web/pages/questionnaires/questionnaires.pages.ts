import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Fault } from '#libs/contracts/faults.js';
import { templateGet, templateList } from '#libs/contracts/questionnaires.contract.js';
import { ownTemplateCreate, ownTemplateEdit, ownTemplateGet, ownTemplateList, ownTemplatePublish, ownTemplateRefresh, ownTemplateRetire, ownTemplateVersion } from '#libs/contracts/templates.contract.js';
import { Bus } from '#libs/platform/bus.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Template } from '#libs/questionnaire/template-types.js';
import { attempt, formErrors, optionalText, text, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { holds, personOf, type Person } from '../../http/visitor.js';
import { message } from '../../render.js';
import { peopleNames } from '../people-names.js';
import { compareView } from './compare.view.js';
import { editOf } from './editor-acts.js';
import { anchor, editorView } from './editor.view.js';
import { listView } from './list.view.js';
import { newView } from './new.view.js';
import { tryView } from './preview.view.js';

export const writers = ['administrator', 'procurement', 'compliance'] as const;
const mayWrite = (person: Person): boolean => holds(person, ...writers);

/** The questionnaires that can be sent: written, tried, published, compared and retired. */
@Controller('questionnaires')
export class QuestionnairePages {
  constructor(
    private readonly bus: Bus,
    private readonly database: TenantDatabase,
  ) {}

  @Get()
  async list(@Req() request: FastifyRequest) {
    const person = personOf(request);
    const { context } = person;
    const [own, templates, names] = await Promise.all([this.bus.request(ownTemplateList, {}, context), this.bus.request(templateList, {}, context), peopleNames(this.database, context)]);
    return new Page('questionnaires/list', listView(own.items, templates.items, names, mayWrite(person)));
  }

  @Get('new')
  async fresh(@Req() request: FastifyRequest) {
    const { context } = personOf(request, ...writers);
    return new Page('questionnaires/new', newView((await this.bus.request(templateList, {}, context)).items, newId(), {}));
  }

  @Post('new')
  async begin(@Req() request: FastifyRequest, @Body() body: FormBody) {
    const { context } = personOf(request, ...writers);
    const done = await attempt(() => this.bus.request(ownTemplateCreate, { title: text(body, 'title'), from: optionalText(body, 'from') }, { ...context, idempotencyKey: text(body, 'key') || newId() }));
    if (!done.fault) return new Redirect(`/questionnaires/${done.value.key}`, { kind: 'done', text: message('questionnaires.new.done') });
    return new Page('questionnaires/new', newView((await this.bus.request(templateList, {}, context)).items, newId(), { title: text(body, 'title'), from: text(body, 'from') }, formErrors(done.fault)), 422);
  }

  @Get(':key')
  async show(@Req() request: FastifyRequest, @Param('key') key: string, @Query('section') section?: string) {
    const person = personOf(request);
    const [own, names] = await Promise.all([this.bus.request(ownTemplateGet, { key }, person.context), peopleNames(this.database, person.context)]);
    return new Page('questionnaires/editor', editorView(own, names, mayWrite(person), { section }));
  }

  @Post(':key')
  async act(@Req() request: FastifyRequest, @Param('key') key: string, @Body() body: FormBody) {
    const person = personOf(request, ...writers);
    const { context } = person;
    const act = text(body, 'do');
    const asked = { key, revision: text(body, 'revision') };
    const done = await attempt(async () => {
      if (act === 'publish') return { own: await this.bus.request(ownTemplatePublish, asked, context) };
      if (act === 'retire' || act === 'back') return { own: await this.bus.request(ownTemplateRetire, { ...asked, retired: act === 'retire' }, context) };
      if (act === 'see-newer') return { lines: (await this.bus.request(ownTemplateRefresh, { ...asked, dryRun: true }, context)).lines };
      if (act === 'take-newer') return { own: (await this.bus.request(ownTemplateRefresh, { ...asked, dryRun: false }, context)).template };
      return { own: await this.bus.request(ownTemplateEdit, { ...asked, edit: editOf(body) as never }, context) };
    });
    const [own, names] = await Promise.all([this.bus.request(ownTemplateGet, { key }, context), peopleNames(this.database, context)]);
    if (done.fault) return new Page('questionnaires/editor', editorView(own, names, true, { errors: formErrors(done.fault).errors }), 422);
    if (done.value.lines) return new Page('questionnaires/editor', editorView(own, names, true, { merge: done.value.lines }));
    const known = ['publish', 'retire', 'back', 'take-newer', 'title', 'section'].find((each) => each === act) ?? act.split(' ')[0] ?? '';
    const moved = /^(?:up|down) (.+)$/.exec(act)?.[1];
    return new Redirect(`/questionnaires/${key}${moved ? `#${anchor(moved)}` : ''}`, { kind: 'done', text: message(`questionnaires.done.${known}`, { version: own.published ?? '' }) });
  }

  @Get(':key/try')
  async preview(@Req() request: FastifyRequest, @Param('key') key: string, @Query() query: Record<string, string | string[]>) {
    const { context } = personOf(request);
    const version = typeof query['version'] === 'string' ? query['version'] : '';
    const at = `/questionnaires/${encodeURIComponent(key)}`;
    if (version) {
      const { template } = await this.bus.request(ownTemplateVersion, { key, version }, context);
      return new Page('questionnaires/preview', tryView(template as unknown as Template, query, `${at}/try`, { href: at, text: message('questionnaires.preview.back') }));
    }
    const own = await this.draft(key, context);
    const template = own ?? await this.whole(key, context);
    return new Page('questionnaires/preview', tryView(template, query, `${at}/try`, { href: own ? at : '/questionnaires', text: message('questionnaires.preview.back') }));
  }

  @Get(':key/compare')
  async compare(@Req() request: FastifyRequest, @Param('key') key: string) {
    const { context } = personOf(request);
    const own = await this.bus.request(ownTemplateGet, { key }, context);
    const published = own.published === null ? null : (await this.bus.request(ownTemplateVersion, { key, version: own.published }, context)).template;
    return new Page('questionnaires/compare', compareView(own, published as unknown as Template | null));
  }

  /** A draft of one's own under this key, if there is one. */
  private async draft(key: string, context: Context): Promise<Template | null> {
    try {
      return (await this.bus.request(ownTemplateGet, { key }, context)).draft as unknown as Template;
    } catch (error) {
      if (error instanceof Fault && error.kind === 'missing') return null;
      throw error;
    }
  }

  /** A questionnaire that came with Concord, with everything it can ask. */
  private async whole(key: string, context: Context): Promise<Template> {
    const { items } = await this.bus.request(templateList, {}, context);
    const modules = items.find((template) => template.key === key)?.modules.map((module) => module.key) ?? [];
    return (await this.bus.request(templateGet, { key, depth: 'full', modules }, context)).questionnaire as unknown as Template;
  }
}
