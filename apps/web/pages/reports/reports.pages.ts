import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { documentFile } from '#libs/contracts/reports-assurance.contract.js';
import { documentGet, documentList, pageImage } from '#libs/contracts/reports.contract.js';
import { vendorList } from '#libs/contracts/vendors.contract.js';
import { Bus } from '#libs/platform/bus.js';
import type { Config } from '#libs/platform/config.js';
import { ObjectStore } from '#libs/platform/object-store.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { attempt, formErrors } from '../../http/form.js';
import { Page, Redirect, StoredFile } from '../../http/page.js';
import { holds, mayReview, personOf, type Person } from '../../http/visitor.js';
import { ifThere } from '../if-there.js';
import { followWork, stepOf, stepOfAll } from './follow-reading.js';
import { documentSorts, documentStatuses, queueView } from './queue.view.js';
import { receiveDocuments } from './receive-documents.js';
import { reviewPage } from './review-page.js';

const uploaders = ['administrator', 'procurement', 'compliance'] as const;

type ReportQuery = Readonly<Record<string, string | undefined>>;

/** The queue of documents, and one document beside its pages. */
@Controller('reports')
export class ReportPages {
  constructor(
    private readonly bus: Bus,
    private readonly database: TenantDatabase,
    private readonly store: ObjectStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async queue(@Req() request: FastifyRequest, @Query() query: ReportQuery) {
    return this.list(personOf(request), query);
  }

  @Post()
  async upload(@Req() request: FastifyRequest) {
    const person = personOf(request, ...uploaders);
    const done = await attempt(() => receiveDocuments(request, { bus: this.bus, store: this.store, config: this.config }, person.context, null));
    if (done.fault) return this.list(person, {}, formErrors(done.fault));
    return new Redirect('/reports', { kind: 'done', text: done.value });
  }

  @Get('events')
  allEvents(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query('vendor') vendor?: string): void {
    const { context } = personOf(request);
    followWork(reply, async () => stepOfAll((await this.bus.request(documentList, { vendor: vendor || undefined, open: true }, context)).items));
  }

  @Get(':id')
  async review(@Req() request: FastifyRequest, @Param('id') id: string, @Query() query: ReportQuery) {
    return reviewPage({ bus: this.bus, database: this.database }, personOf(request), id, query);
  }

  @Get(':id/file')
  async file(@Req() request: FastifyRequest, @Param('id') id: string) {
    const { context, session } = personOf(request);
    const file = await this.bus.request(documentFile, { id, reader: session.name }, context);
    return new StoredFile(context.tenant, file.sha256, file.type, file.name, 'attachment', file.marked);
  }

  @Get(':id/pages/:page')
  async image(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply, @Param('id') id: string, @Param('page') page: string, @Query('width') width?: string) {
    const { context } = personOf(request);
    const { sha256 } = await this.bus.request(pageImage, { id, page: Number(page) || 1, width: ['900', '1350', '1800'].includes(width ?? '') ? width : 900 }, context);
    void reply.header('cache-control', 'private, max-age=3600');
    return new StoredFile(context.tenant, sha256, 'image/png', `page ${page}.png`, 'inline');
  }

  @Get(':id/events')
  events(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') id: string): void {
    const { context } = personOf(request);
    followWork(reply, async () => stepOf(await this.bus.request(documentGet, { id }, context)));
  }

  private async list(person: Person, query: ReportQuery, refused?: ReturnType<typeof formErrors>) {
    const { context, session } = person;
    const filter = { vendor: query['vendor'] || undefined, status: documentStatuses.find((one) => one === query['status']), sort: documentSorts.find((one) => one === query['sort']) };
    const [list, open, vendors] = await Promise.all([
      this.bus.request(documentList, { ...filter, cursor: query['after'] }, context),
      this.bus.request(documentList, { vendor: filter.vendor, open: true }, context),
      ifThere(this.bus.request(vendorList, { limit: 200 }, context)),
    ]);
    const upload = holds(person, ...uploaders);
    return new Page('reports/queue', queueView(list, open.items, vendors?.items ?? [], filter, { upload, refused, reviews: mayReview(person), administers: session.roles.includes('administrator') }), refused ? 422 : 200);
  }
}
