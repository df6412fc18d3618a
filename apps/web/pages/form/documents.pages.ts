import { Readable } from 'node:stream';
import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { documentAttach, documentDetach, readingsGet } from '#libs/contracts/vendor-form.contract.js';
import { Bus } from '#libs/platform/bus.js';
import type { Config } from '#libs/platform/config.js';
import { ObjectStore } from '#libs/platform/object-store.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { attempt, formErrors, text, type FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { receiveUpload } from '../../http/upload.js';
import { vendorOf } from '../../http/visitor.js';
import { message } from '../../render.js';
import { acceptedSuffixes } from './document-kinds.js';
import { documentsView, isReading } from './documents.view.js';
import { readingEvents } from './reading-events.js';
import { withOpenForm } from './session.js';

const empty = { kind: 'report', questions: [], validUntil: '' };

/** Documents behind the answers. */
@Controller('form/:ref/documents')
export class DocumentPages {
  constructor(
    @Inject(Bus) private readonly bus: Bus,
    private readonly store: ObjectStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  list(@Req() request: FastifyRequest, @Query('for') question: unknown) {
    return withOpenForm(this.bus, request, undefined, async ({ context, map }) => {
      const known = typeof question === 'string' ? map.index.questions.get(question) : undefined;
      const readings = isReading(map.form) ? (await this.bus.request(readingsGet, {}, context)).items : [];
      return new Page('form/documents', documentsView(map, { readings, values: { ...empty, kind: known?.wants?.kinds[0] ?? empty.kind, questions: known ? [known.key] : [] } }));
    });
  }

  @Post()
  add(@Req() request: FastifyRequest) {
    return withOpenForm(this.bus, request, undefined, async ({ context, map }) => {
      const sent: { fields: Record<string, string[]> } = { fields: {} };
      const done = await attempt(async () => {
        const { upload, fields } = await receiveUpload(request, this.store, context.tenant, this.config.sessionKey ?? '', acceptedSuffixes);
        sent.fields = fields;
        const [validUntil] = fields['validUntil'] ?? [];
        return this.bus.request(documentAttach, { sha256: upload.sha256, name: upload.name, size: upload.size, kind: fields['kind']?.[0] ?? 'other', questions: (fields['questions'] ?? []).filter((key) => map.index.questions.has(key)), ...(validUntil && { validUntil }) }, context);
      });
      if (done.fault) {
        const values = { kind: sent.fields['kind']?.[0] ?? empty.kind, questions: sent.fields['questions'] ?? [], validUntil: sent.fields['validUntil']?.[0] ?? '' };
        return new Page('form/documents', documentsView(map, { values, ...formErrors(done.fault) }), done.fault.status === 413 ? 413 : 422);
      }
      const { name } = done.value;
      const [question] = done.value.questions;
      return new Redirect(question ? `${map.at}/documents?for=${encodeURIComponent(question)}` : `${map.at}/documents`, { kind: 'done', text: message(/\.pdf$/i.test(name) ? 'form.documents.addedRead' : 'form.documents.added', { name }) });
    });
  }

  @Post('remove')
  remove(@Req() request: FastifyRequest, @Body() body: FormBody = {}) {
    return withOpenForm(this.bus, request, body, async ({ context, map }) => {
      const done = await attempt(() => this.bus.request(documentDetach, { attachment: text(body, 'attachment') }, context));
      if (done.fault) return new Redirect(`${map.at}/documents`, { kind: 'bad', text: `${done.fault.message}.` });
      return new Redirect(`${map.at}/documents`, { kind: 'done', text: message('form.documents.removed') });
    });
  }

  @Get('events')
  events(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const context = vendorOf(request);
    void reply.type('text/event-stream').header('x-accel-buffering', 'no');
    return Readable.from(readingEvents(this.bus, context));
  }
}
