import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { faultBody, type FaultBody } from '#libs/contracts/faults.js';
import { BadInput } from './answer.js';

/** Where a running installation is. */
export interface Where {
  /** Its address; else `PUBLIC_URL`, else what the data folder of an embedded installation remembers. */
  readonly url?: string;
  readonly data?: string;
}

/** Speaks to the JSON API of a running installation with the token in `CONCORD_TOKEN`. */
export interface RunningInstallation {
  /** Posts a value; the same value posted again changes nothing. */
  post(path: string, body: unknown): Promise<unknown>;
  /** Posts a file with fields before it. */
  upload(path: string, file: string, fields: Readonly<Record<string, string | undefined>>): Promise<unknown>;
}

/** @throws BadInput `installation.unknown`, `token.missing` */
export async function runningInstallation(where: Where): Promise<RunningInstallation> {
  const address = await addressOf(where);
  const token = process.env.CONCORD_TOKEN;
  if (!token) throw new BadInput('token.missing', 'Set CONCORD_TOKEN to an API token of the installation. Settings, API tokens, makes one.');
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const response = await fetch(`${address}/api${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } }).catch((error: Error) => {
      throw new BadInput('installation.away', `${address} does not answer (${(error.cause as NodeJS.ErrnoException | undefined)?.code ?? error.message}). Start it, or name it with --url.`);
    });
    if (!response.ok) throw await refusalOf(response);
    return response;
  };
  return {
    post: async (path, body) => {
      const text = JSON.stringify(body);
      return (await send(path, { method: 'POST', body: text, headers: { 'content-type': 'application/json', 'idempotency-key': createHash('sha256').update(path).update(text).digest('hex') } })).json();
    },
    upload: async (path, file, fields) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.append(name, value);
      form.append('file', new Blob([await readFile(file)]), basename(file));
      return (await send(path, { method: 'POST', body: form })).json();
    },
  };
}

async function addressOf({ url, data }: Where): Promise<string> {
  const said = url ?? (data === undefined ? process.env.PUBLIC_URL : undefined);
  if (said) return said.replace(/\/$/, '');
  const folder = data ?? join(fileURLToPath(new URL('../../..', import.meta.url)), 'data');
  const text = await readFile(join(folder, 'installation.json'), 'utf8').catch(() => '{}');
  const port = (JSON.parse(text) as { ports?: { web?: number } }).ports?.web;
  if (port === undefined) throw new BadInput('installation.unknown', `No installation is remembered in ${folder}. Name its address with --url, or its data folder with --data.`);
  return `http://127.0.0.1:${port}`;
}

/** What the installation refuses, in its own words, each field on a line. */
async function refusalOf(response: Response): Promise<BadInput> {
  const body = (await response.json().catch(() => null)) as { error?: FaultBody } | FaultBody | null;
  const parsed = faultBody.safeParse((body as { error?: FaultBody } | null)?.error ?? body);
  if (!parsed.success) return new BadInput('installation.refused', `The installation answered ${response.status}.`);
  const { code, message, fields = [] } = parsed.data;
  return new BadInput(code, [message, ...fields.slice(0, 50).map((one) => `  ${one.field}: ${one.message}`)].join('\n'), { fields });
}
