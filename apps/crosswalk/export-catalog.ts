import { domains } from '#libs/catalog/common-controls.js';
import { directTable, mappingTable, requirementTable } from '#libs/catalog/export/mapping-table.js';
import { controlsCatalog, frameworkCatalog } from '#libs/catalog/export/oscal-catalog.js';
import { mappingCollection } from '#libs/catalog/export/oscal-mapping.js';
import type { Stamp } from '#libs/catalog/export/oscal-parts.js';
import type { RequestOf } from '#libs/contracts/contract.js';
import type { catalogExport } from '#libs/contracts/exports.contract.js';
import { Fault } from '#libs/contracts/faults.js';
import type { Compiled } from '#libs/crosswalk/compiled.js';
import type { SheetTable } from '#libs/documents/write-sheet.js';
import type { Context } from '#libs/platform/context.js';
import type { ObjectStore } from '#libs/platform/object-store.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { frameworkOf } from './catalog.js';
import { exportFile, tablesAs } from './export-file.js';
import { catalogOf } from './tenant-catalog.js';

type Asked = RequestOf<typeof catalogExport>;

/** Writes a part of the catalog as a file. @throws Fault `crosswalk.framework-unknown`, `crosswalk.framework-needed`, `crosswalk.mapping-empty` */
export async function exportCatalog(database: TenantDatabase, store: ObjectStore, request: Asked, context: Context) {
  const compiled = await database.run(context, catalogOf);
  if (request.framework) frameworkOf(compiled, request.framework);
  if (!request.framework && (request.what === 'requirements' || (request.what !== 'controls' && request.format === 'oscal'))) {
    throw new Fault('unprocessable', 'crosswalk.framework-needed', 'Name the framework that is to be exported', { fields: [{ field: 'framework', message: 'Name the framework' }] });
  }
  const stamp = { catalog: compiled.catalog.hash, made: new Date().toISOString() };
  const name = [request.what === 'controls' ? 'common controls' : request.what, request.framework, request.to, stamp.made.slice(0, 10)].filter(Boolean).join(' ');
  const { format } = request;
  const content = format === 'oscal' ? JSON.stringify(oscalOf(compiled, request, stamp), null, 1) : format === 'json' ? JSON.stringify({ catalog: stamp.catalog, exported: stamp.made, ...Object.fromEntries(tablesOf(compiled, request, stamp).map(({ name: key, rows }) => [key, rows])) }, null, 1)
    : await tablesAs(format, tablesOf(compiled, request, stamp));
  return exportFile(store, context, name, format, content);
}

function oscalOf(compiled: Compiled, { what, framework, to }: Asked, stamp: Stamp): object {
  if (what === 'controls') return controlsCatalog(compiled.catalog.controls, domains(), stamp);
  const own = frameworkOf(compiled, framework!);
  if (what === 'requirements') return frameworkCatalog(own, stamp);
  const mapping = mappingCollection(compiled.catalog, own, to, stamp);
  if (!mapping) throw new Fault('missing', 'crosswalk.mapping-empty', 'There is no mapping row between these');
  return mapping;
}

function tablesOf({ catalog }: Compiled, { what, framework }: Asked, stamp: Stamp): SheetTable[] {
  if (what === 'requirements') return [{ name: 'requirements', rows: requirementTable(catalog, framework!, stamp) }];
  const direct = { name: 'rows between requirements', rows: directTable(catalog, framework, stamp) };
  if (what === 'direct') return [direct];
  if (what === 'mapping') return [{ name: 'rows', rows: mappingTable(catalog, framework, stamp) }, direct];
  return [{ name: 'controls', rows: catalog.controls.map(({ id, domain, title, statement, parameters, searchTerms, test }) => ({
    id, domain, title, statement, parameters: parameters.map(({ parameter, measures }) => `${parameter}: ${measures}`).join('; '), search_terms: searchTerms.join('; '), test, exported: stamp.made.slice(0, 10), catalog: stamp.catalog,
  })) }];
}
