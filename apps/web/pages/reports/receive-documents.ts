import type { FastifyRequest } from 'fastify';
import { documentAdd } from '#libs/contracts/reports.contract.js';
import type { Bus } from '#libs/platform/bus.js';
import type { Config } from '#libs/platform/config.js';
import type { Context } from '#libs/platform/context.js';
import { Fault } from '#libs/contracts/faults.js';
import type { ObjectStore } from '#libs/platform/object-store.js';
import { receiveUploads } from '../../http/upload.js';
import { message } from '../../render.js';

const mostAtOnce = 10;

/** What taking documents needs. */
export interface Receiver {
  readonly bus: Bus;
  readonly store: ObjectStore;
  readonly config: Config;
}

/**
 * Takes the PDFs of an upload form and has them read. The same file of a vendor is one document, however often it comes.
 * @param vendor whose they are; null when the form says so in its field `vendor`
 * @returns their names
 * @throws Fault `reports.vendor-missing` and what refuses a file
 */
export async function receiveDocuments(request: FastifyRequest, { bus, store, config }: Receiver, context: Context, vendor: string | null): Promise<string[]> {
  const { uploads, fields } = await receiveUploads(request, store, context.tenant, config.sessionKey ?? '', ['pdf'], mostAtOnce);
  const whose = vendor ?? fields['vendor']?.[0];
  if (!whose) throw new Fault('invalid', 'reports.vendor-missing', message('reports.queue.vendorMissing'), { fields: [{ field: 'vendor', message: message('reports.queue.vendorMissing') }] });
  for (const { name, size, sha256 } of uploads) await bus.request(documentAdd, { vendor: whose, sha256, name, size }, context);
  return uploads.map(({ name }) => name);
}
