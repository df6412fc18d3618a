import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import type { reportExport } from '#libs/contracts/reports-assurance.contract.js';
import { csvOf } from '#libs/documents/write-csv.js';
import { writeSheet } from '#libs/documents/write-sheet.js';
import type { Bus } from '#libs/platform/bus.js';
import type { Context } from '#libs/platform/context.js';
import type { ObjectStore } from '#libs/platform/object-store.js';
import { storeExport } from '#libs/platform/store-export.js';
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
    csv: () => csvOf(matrixRows(extraction)),
    xlsx: () => writeSheet('Matrix', matrixRows(extraction)),
    memo: async () => reportMemo({ vendor, row, extraction, signals: (await signalsOf(database, bus, { id: row.id }, context)).items, corrections: corrections.length }),
  };
  const { name, type } = files[request.format];
  return storeExport(store, context, { name: `${vendor} ${extraction.period?.value.to ?? extraction.asOf?.value ?? ''} ${name}`, type, content: await write[request.format]() });
}
