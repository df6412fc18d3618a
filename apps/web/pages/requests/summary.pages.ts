import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { requestGet } from '#libs/contracts/questionnaires.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { namedFile } from '../../http/send.js';
import { personOf } from '../../http/visitor.js';
import { peopleNames } from '../people-names.js';
import { summaryPdf } from './summary-pdf.js';

/** The summary of a request, to file. */
@Controller('requests/:id')
export class SummaryPages {
  constructor(
    @Inject(Bus) private readonly bus: Bus,
    private readonly database: TenantDatabase,
  ) {}

  @Get('summary.pdf')
  async summary(@Req() request: FastifyRequest, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const { context } = personOf(request);
    const [detail, names] = await Promise.all([this.bus.request(requestGet, { id }, context), peopleNames(this.database, context)]);
    void reply.type('application/pdf').header('content-disposition', namedFile(`${detail.vendorName} - ${detail.title}.pdf`));
    return summaryPdf(detail, names, new Date());
  }
}
