import { PassThrough } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { Fault } from '#libs/contracts/faults.js';
import type { ObjectStore } from '#libs/platform/object-store.js';
import { demandCsrf } from './security.js';

const maxBytes = 50 * 1024 * 1024;
/** What a file must begin with to be what its name says. */
const kinds: readonly { type: string; suffixes: readonly string[]; magic: RegExp }[] = [
  { type: 'application/pdf', suffixes: ['pdf'], magic: /%PDF-/ },
  { type: 'application/vnd.openxmlformats', suffixes: ['xlsx', 'docx', 'pptx', 'zip'], magic: /^PK\x03\x04/ },
  // told apart by what they hold, with the way out in the message
  { type: 'application/octet-stream', suffixes: ['xls', 'xlsm', 'xlsb', 'ods'], magic: /^/ },
  { type: 'image/png', suffixes: ['png'], magic: /^\x89PNG/ },
  { type: 'image/jpeg', suffixes: ['jpg', 'jpeg'], magic: /^\xff\xd8\xff/ },
  { type: 'application/json', suffixes: ['json'], magic: /^\s*(\xef\xbb\xbf)?\s*[{[]/ },
  { type: 'text/plain', suffixes: ['txt', 'csv', 'md'], magic: /^[^\0]*$/ },
];

/** A file that came in a form and lies in the object store now. */
export interface Upload {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  readonly type: string;
}

/**
 * Streams the file of a multipart form into the object store, as {@link receiveUploads} does for several.
 * @throws Fault `web.upload-missing`, `web.upload-too-large`, `web.upload-kind`
 */
export async function receiveUpload(
  request: FastifyRequest, store: ObjectStore, tenant: string, sessionKey: string, accepted: readonly string[],
): Promise<{ upload: Upload; fields: Record<string, string[]> }> {
  const { uploads: [upload], fields } = await receiveUploads(request, store, tenant, sessionKey, accepted, 1);
  return { upload: upload!, fields };
}

/** A multipart form whose file may be left out: its fields, and the file where there is one. @throws Fault as {@link receiveUploads} does */
export async function receiveForm(
  request: FastifyRequest, store: ObjectStore, tenant: string, sessionKey: string, accepted: readonly string[],
): Promise<{ upload: Upload | null; fields: Record<string, string[]> }> {
  const { uploads: [upload], fields } = await receiveParts(request, store, tenant, sessionKey, accepted, 1);
  // a form without a file part was not checked on the way
  if (!upload && !request.headers.authorization) demandCsrf(request, sessionKey, request.headers['x-csrf-token'] ?? fields['_csrf']?.[0]);
  return { upload: upload ?? null, fields };
}

/**
 * Streams the files of a multipart form into the object store, hashed on the way; nothing is kept in memory.
 * The form's other fields, its `_csrf` among them, must stand before the files.
 * @param accepted suffixes that this form takes
 * @param most files that are taken at once
 * @throws Fault `web.upload-missing`, `web.upload-too-large`, `web.upload-kind`; files before the refused one stay stored, unreferenced
 */
export async function receiveUploads(
  request: FastifyRequest, store: ObjectStore, tenant: string, sessionKey: string, accepted: readonly string[], most: number,
): Promise<{ uploads: readonly Upload[]; fields: Record<string, string[]> }> {
  const received = await receiveParts(request, store, tenant, sessionKey, accepted, most);
  if (received.uploads.length === 0) throw missing();
  return received;
}

async function receiveParts(
  request: FastifyRequest, store: ObjectStore, tenant: string, sessionKey: string, accepted: readonly string[], most: number,
): Promise<{ uploads: readonly Upload[]; fields: Record<string, string[]> }> {
  if (!request.isMultipart()) throw missing();
  if (Number(request.headers['content-length']) > most * maxBytes + 64 * 1024) {
    request.raw.resume();
    throw tooLarge();
  }
  const fields: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  const uploads: Upload[] = [];
  for await (const part of request.parts({ limits: { files: most, fileSize: maxBytes + 1, fields: 100, fieldSize: 20_000 } })) {
    if (part.type === 'field') {
      (fields[part.fieldname] ??= []).push(String(part.value));
      continue;
    }
    // a bearer secret is no cookie: no other site can make a browser send it
    if (!request.headers.authorization) demandCsrf(request, sessionKey, request.headers['x-csrf-token'] ?? fields['_csrf']?.[0]);
    const name = bareName(part.filename);
    if (!name) {
      part.file.resume();
      continue;
    }
    const kind = kindOf(name, accepted);
    const stored = await store.put(tenant, part.file.pipe(new PassThrough()), { maxBytes });
    if (part.file.truncated) throw tooLarge();
    if (stored.size === 0) throw new Fault('invalid', 'web.upload-empty', `“${name}” is empty. Choose the file again`, field('Choose a file that is not empty'));
    if (!kind.magic.test(stored.head.toString('latin1'))) {
      await store.remove(tenant, stored.sha256);
      throw new Fault('not-supported', 'web.upload-kind', `“${name}” is not a ${suffixOf(name).toUpperCase()} file, whatever its name says. Choose the document itself`, field('The content of this file is not what its name says'));
    }
    uploads.push({ name, size: stored.size, sha256: stored.sha256, type: kind.type });
  }
  return { uploads, fields };
}

function kindOf(name: string, accepted: readonly string[]) {
  const suffix = suffixOf(name);
  const kind = accepted.includes(suffix) && kinds.find(({ suffixes }) => suffixes.includes(suffix));
  if (!kind) throw new Fault('not-supported', 'web.upload-kind', `“${name}” is not a kind of file that is taken here. Choose ${accepted.join(', ')}`, field(`Choose a file that ends in ${accepted.join(', ')}`));
  return kind;
}

function bareName(given: string | undefined): string {
  return (given ?? '').replace(/^.*[\\/]/, '').replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').trim().slice(0, 200);
}

const suffixOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
const field = (message: string) => ({ fields: [{ field: 'file', message }] });
const missing = () => new Fault('invalid', 'web.upload-missing', 'Choose a file first', field('Choose a file'));
const tooLarge = () => new Fault('too-large', 'web.upload-too-large', 'That file is larger than 50 MB. Save it smaller, or send the part that matters', field('Choose a file of at most 50 MB'));
