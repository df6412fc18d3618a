import { readFile } from 'node:fs/promises';
import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '#libs/contracts/faults.js';
import { answersSave } from '#libs/contracts/vendor-form.contract.js';
import { writeWorkbook } from '#libs/documents/write-workbook.js';
import { Bus } from '#libs/platform/bus.js';
import type { Config } from '#libs/platform/config.js';
import { ObjectStore } from '#libs/platform/object-store.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { readAnswers } from '#libs/questionnaire/read-answers.js';
import type { Template } from '#libs/questionnaire/template-types.js';
import type { TemplateIndex } from '#libs/questionnaire/template-index.js';
import { layOutWorkbook } from '#libs/questionnaire/workbook-layout.js';
import { attempt, formErrors, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { receiveUpload } from '../../http/upload.js';
import { uploadedSheets } from '../../http/uploaded-sheets.js';
import { message } from '../../render.js';
import { withForm, withOpenForm } from './session.js';
import { readPack } from './answer-pack.js';
import { previewView, savedOf, workbookView } from './workbook.view.js';

const mostPack = 5 * 1024 * 1024;

/** What an answer pack says for this form. @throws Fault `web.pack-refused` */
function packOf(text: string, index: TemplateIndex) {
  const pack = readPack(text, index);
  if (!('refused' in pack)) return { read: pack.read, note: message('form.workbook.packFrom', pack) };
  throw refused(message(pack.refused === 'changed' ? 'form.workbook.packChanged' : 'form.workbook.notPack'));
}

const refused = (words: string): Fault => new Fault('unprocessable', 'web.pack-refused', words, { fields: [{ field: 'file', message: words }] });

/** A workbook may have been fetched in another language: whichever words answer more are meant. */
function readEither(sheets: Parameters<typeof readAnswers>[0], templates: readonly Template[]): ReturnType<typeof readAnswers> {
  const [first, ...others] = templates.map((template) => readAnswers(sheets, template));
  return others.reduce((best, read) => (read.taken.length > best.taken.length ? read : best), first!);
}

/** The questions as a workbook: fetched, filled in anywhere, brought back. */
@Controller('form/:ref/workbook')
export class WorkbookPages {
  constructor(
    @Inject(Bus) private readonly bus: Bus,
    private readonly store: ObjectStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  show(@Req() request: FastifyRequest) {
    return withOpenForm(this.bus, request, undefined, ({ map }) => new Page('form/workbook', workbookView(map)));
  }

  @Get('questions.xlsx')
  download(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return withForm(this.bus, request, undefined, async ({ map }) => {
      const bytes = await writeWorkbook(layOutWorkbook(map.index.template, map.answers), map.form.title);
      void reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').header('content-disposition', 'attachment; filename="questions.xlsx"');
      return bytes;
    });
  }

  @Post()
  read(@Req() request: FastifyRequest) {
    return withOpenForm(this.bus, request, undefined, async ({ context, map }) => {
      const done = await attempt(async () => {
        const { upload } = await receiveUpload(request, this.store, context.tenant, this.config.sessionKey ?? '', ['xlsx', 'csv', 'txt', 'xls', 'xlsm', 'ods', 'xlsb', 'json']);
        if (/\.json$/i.test(upload.name) && upload.size > mostPack) throw refused(message('form.workbook.notPack'));
        if (/\.json$/i.test(upload.name)) {
          const file = await this.store.toFile(context.tenant, upload.sha256);
          return { name: upload.name, ...packOf(await readFile(file.path, 'utf8').finally(() => file.dispose()), map.index) };
        }
        return { name: upload.name, read: readEither(await uploadedSheets(this.store, context.tenant, upload), [map.index.template, map.form.questionnaire as unknown as Template]) };
      });
      if (done.fault) return new Page('form/workbook', workbookView(map, formErrors(done.fault)), done.fault.status === 413 ? 413 : 422);
      return new Page('form/workbook-check', { ...previewView(map, done.value.read, done.value.name), note: 'note' in done.value ? done.value.note : '' });
    });
  }

  @Post('take')
  take(@Req() request: FastifyRequest, @Body() body: FormBody = {}) {
    return withOpenForm(this.bus, request, body, async ({ context, map }) => {
      const answers = savedOf(body);
      if (!answers.length) return new Redirect(`${map.at}/workbook`, { kind: 'note', text: message('form.workbook.nothing') });
      const { saved, conflicts, wrong } = await this.bus.request(answersSave, { answers: answers as never }, context);
      const left = conflicts.length + wrong.length;
      return new Redirect(`${map.at}/tasks`, left ? { kind: 'warn', text: message('form.workbook.partly', { saved: saved.length, count: left }) } : { kind: 'done', text: message('form.workbook.saved', { count: saved.length }) });
    });
  }
}
