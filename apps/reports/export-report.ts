import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import type { reportExport } from '#libs/contracts/reports-assurance.contract.js';
import { writeSheet } from '#libs/documents/write-sheet.js';
import type { Bus } from '#libs/platform/bus.js';
import type { Context } from '#libs/platform/context.js';
import type { ObjectStore } from '#libs/platform/object-store.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { standingOf } from './change-document.js';
import { CorrectionRow } from './document.entity.js';
import { signalsOf } from './judge-report.js';
import { noteLook } from './looks.js';
import { matrixRows } from './matrix-rows.js';
import { reportMemo } from './memo.js';
import { readableDocument } from './readable-document.js';

const files = {
  json: { name: 'extraction.json', type: 'application/json; charset=utf-8' }, csv: { name: 'matrix.csv', type: 'text/csv; charset=utf-8' },
  xlsx: { name: 'matrix.xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }, memo: { name: 'memo.pdf', type: 'application/pdf' },
} as const;
const mostBytes = 50 * 1024 * 1024;

/**
 * Writes a document as a file: everything as it was read beside what people put right (JSON), the matrix as it holds
 * (CSV, workbook), or a memo of two pages. @throws Fault `reports.nothing-read`
 */
export async function exportReport(database: TenantDatabase, store: ObjectStore, bus: Bus, request: RequestOf<typeof reportExport>, context: Context) {
  const { row, vendor, extraction, corrections } = await database.run(context, async (tx) => {
    const found = await readableDocument(tx, request.id);
    const [named] = await tx.query<{ name: string }>('select name from reports.vendor where tenant_id = $1 and id = $2', [context.tenant, found.vendor]);
    await noteLook(tx, found, 'exported', { format: request.format });
    return { row: found, vendor: named?.name ?? '', extraction: await standingOf(tx, found), corrections: await tx.manager.find(CorrectionRow, { where: { tenantId: context.tenant, document: found.id }, order: { path: 'ASC' } }) };
  });
  if (!extraction) throw new Fault('missing', 'reports.nothing-read', 'Nothing was read from this document, so there is nothing to export');
  const write = {
    json: () => JSON.stringify({ ...row.extraction, corrections: corrections.map(({ path, value, byAccount, at }) => ({ path, value, by: byAccount, at: at.toISOString() })) }, null, 1),
    // a cell that begins like a formula would run in the reader's spreadsheet
    csv: () => stringify(matrixRows(extraction), { header: true, bom: true, escape_formulas: true, record_delimiter: 'windows' }),
    xlsx: () => writeSheet('Matrix', matrixRows(extraction)),
    memo: async () => reportMemo({ vendor, row, extraction, signals: (await signalsOf(database, bus, { id: row.id }, context)).items, corrections: corrections.length }),
  };
  const content = await write[request.format]();
  const { sha256 } = await store.put(context.tenant, Readable.from([Buffer.from(content as string)]), { maxBytes: mostBytes });
  const { name, type } = files[request.format];
  return { sha256, type, name: `${vendor} ${extraction.period?.value.to ?? extraction.asOf?.value ?? ''} ${name}`.replace(/[^\p{L}\p{N}. _-]+/gu, '-').replace(/\s+/g, ' ').trim() };
}
