import { Body, Controller, Inject, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { templateList } from '#libs/contracts/questionnaires.contract.js';
import { layoutGet, layoutSet, ownTemplateCreate } from '#libs/contracts/templates.contract.js';
import { Bus } from '#libs/platform/bus.js';
import type { Config } from '#libs/platform/config.js';
import { newId } from '#libs/platform/ids.js';
import { ObjectStore } from '#libs/platform/object-store.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { attempt, formErrors, text, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { receiveUpload } from '../../http/upload.js';
import { personOf } from '../../http/visitor.js';
import { message } from '../../render.js';
import { importView, mappingOf } from './import.view.js';
import { newView } from './new.view.js';
import { writers } from './questionnaires.pages.js';
import { headersOf, importFile, openFile } from './read-file.js';

/** A questionnaire from a file: read, looked at, its columns put right, and only then kept. */
@Controller('questionnaires/import')
export class ImportPages {
  constructor(
    @Inject(Bus) private readonly bus: Bus,
    private readonly store: ObjectStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  async read(@Req() request: FastifyRequest) {
    const { context } = personOf(request, ...writers);
    const done = await attempt(async () => {
      const { upload } = await receiveUpload(request, this.store, context.tenant, this.config.sessionKey ?? '', ['xlsx', 'csv', 'txt', 'json', 'xls', 'xlsm', 'xlsb', 'ods']);
      return { upload, opened: await openFile(this.store, context.tenant, upload.sha256, upload.name) };
    });
    if (done.fault) return new Page('questionnaires/new', newView((await this.bus.request(templateList, {}, context)).items, newId(), {}, formErrors(done.fault)), done.fault.status === 413 ? 413 : 422);
    const { upload, opened } = done.value;
    const title = upload.name.replace(/\.[^.]*$/, '');
    const { layout } = opened.sheets.length ? await this.bus.request(layoutGet, { headers: headersOf(opened.sheets) }, context) : { layout: null };
    const mapping = layout ?? { sheet: null, columns: {} };
    return new Page('questionnaires/import', importView({ sha256: upload.sha256, name: upload.name, title, key: newId() }, importFile(opened, title, mapping), mapping, { remembered: layout !== null }));
  }

  @Post('again')
  async again(@Req() request: FastifyRequest, @Body() body: FormBody) {
    const { view, read } = await this.mapped(personOf(request, ...writers).context.tenant, body);
    return new Page('questionnaires/import', view, read.refused ? 422 : 200);
  }

  @Post('make')
  async make(@Req() request: FastifyRequest, @Body() body: FormBody) {
    const { context } = personOf(request, ...writers);
    const { view, read, mapping } = await this.mapped(context.tenant, body);
    if (!read.imported) return new Page('questionnaires/import', view, 422);
    const { template } = read.imported;
    const done = await attempt(() => this.bus.request(ownTemplateCreate, { title: text(body, 'title'), template: template as never }, { ...context, idempotencyKey: text(body, 'key') || newId() }));
    if (done.fault) return new Page('questionnaires/import', (await this.mapped(context.tenant, body, formErrors(done.fault).errors)).view, 422);
    if (read.sheets.length) await this.bus.request(layoutSet, { headers: headersOf(read.sheets), sheet: mapping.sheet, columns: { ...mapping.columns } }, context);
    return new Redirect(`/questionnaires/${done.value.key}`, { kind: 'done', text: message('questionnaires.import.done', { count: read.imported.report.questions }) });
  }

  private async mapped(tenant: string, body: FormBody, errors: ReturnType<typeof formErrors>['errors'] = []) {
    const named = { sha256: text(body, 'sha256'), name: text(body, 'name'), title: text(body, 'title'), key: text(body, 'key') };
    const mapping = mappingOf(body);
    const read = importFile(await openFile(this.store, tenant, named.sha256, named.name), named.title || named.name, mapping);
    return { read, mapping, view: importView(named, read, mapping, { errors }) };
  }
}
