import { Controller, Get, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { reportExport } from '#libs/contracts/reports-assurance.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { StoredFile } from '../../http/page.js';
import { personOf } from '../../http/visitor.js';

/** What was read from a document, as files: all of it as JSON, the matrix as CSV and as an Excel workbook, a memo as PDF. */
@Controller('reports/:id')
export class ReportExportPages {
  constructor(private readonly bus: Bus) {}

  @Get('extraction.json')
  json(@Req() request: FastifyRequest, @Param('id') id: string) {
    return this.file(request, id, 'json');
  }

  @Get('matrix.csv')
  csv(@Req() request: FastifyRequest, @Param('id') id: string) {
    return this.file(request, id, 'csv');
  }

  @Get('matrix.xlsx')
  xlsx(@Req() request: FastifyRequest, @Param('id') id: string) {
    return this.file(request, id, 'xlsx');
  }

  @Get('memo.pdf')
  memo(@Req() request: FastifyRequest, @Param('id') id: string) {
    return this.file(request, id, 'memo');
  }

  private async file(request: FastifyRequest, id: string, format: 'json' | 'csv' | 'xlsx' | 'memo') {
    const { context } = personOf(request);
    const { sha256, type, name } = await this.bus.request(reportExport, { id, format }, context);
    return new StoredFile(context.tenant, sha256, type, name);
  }
}
