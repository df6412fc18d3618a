import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '#libs/contracts/faults.js';
import { documentGet } from '#libs/contracts/reports.contract.js';
import { writeSheet } from '#libs/documents/write-sheet.js';
import { Bus } from '#libs/platform/bus.js';
import type { Extraction } from '#libs/soc2/extraction.js';
import { personOf } from '../../http/visitor.js';
import { matrixRows } from './matrix-rows.js';

/** What was read from a document, as files: all of it as JSON, the matrix as CSV and as an Excel workbook. */
@Controller('reports/:id')
export class ReportExportPages {
  constructor(private readonly bus: Bus) {}

  @Get('extraction.json')
  async json(@Req() request: FastifyRequest, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const { extraction, corrections } = await this.read(request, id);
    named(reply, 'application/json; charset=utf-8', 'extraction.json');
    return JSON.stringify({ ...extraction, corrections }, null, 1);
  }

  @Get('matrix.csv')
  async csv(@Req() request: FastifyRequest, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const { extraction } = await this.read(request, id);
    named(reply, 'text/csv; charset=utf-8', 'matrix.csv');
    // a cell that begins like a formula would run in the reader's spreadsheet
    return stringify(matrixRows(extraction), { header: true, bom: true, escape_formulas: true, record_delimiter: 'windows' });
  }

  @Get('matrix.xlsx')
  async xlsx(@Req() request: FastifyRequest, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const { extraction } = await this.read(request, id);
    named(reply, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'matrix.xlsx');
    return writeSheet('Matrix', matrixRows(extraction));
  }

  private async read(request: FastifyRequest, id: string) {
    const { context } = personOf(request);
    const { extraction, corrections } = await this.bus.request(documentGet, { id }, context);
    if (!extraction) throw new Fault('missing', 'reports.nothing-read', 'Nothing was read from this document, so there is nothing to export');
    return { extraction: extraction as unknown as Extraction, corrections };
  }
}

function named(reply: FastifyReply, type: string, name: string): void {
  void reply.type(type).header('content-disposition', `attachment; filename="${name}"`);
}
