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
 * @returns what to say of them: which wait to be read, and which were here before
 * @throws Fault `reports.vendor-missing` and what refuses a file
 */
export async function receiveDocuments(request: FastifyRequest, { bus, store, config }: Receiver, context: Context, vendor: string | null): Promise<string> {
  const { uploads, fields } = await receiveUploads(request, store, context.tenant, config.sessionKey ?? '', ['pdf'], mostAtOnce);
  const whose = vendor ?? fields['vendor']?.[0];
  if (!whose) throw new Fault('invalid', 'reports.vendor-missing', message('reports.queue.vendorMissing'), { fields: [{ field: 'vendor', message: message('reports.queue.vendorMissing') }] });
  const taken: { readonly name: string; readonly waits: boolean }[] = [];
  for (const { name, size, sha256 } of uploads) {
    const { status } = await bus.request(documentAdd, { vendor: whose, sha256, name, size }, context);
    taken.push({ name, waits: status === 'queued' });
  }
  const say = (key: string, waits: boolean): string[] => {
    const names = taken.filter((document) => document.waits === waits).map(({ name }) => name);
    return names.length ? [message(key, { count: names.length, names: names.join(', ') })] : [];
  };
  return [...say('reports.uploaded', true), ...say('reports.hereBefore', false)].join(' ');
}
