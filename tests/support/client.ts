import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { simpleParser } from 'mailparser';

/** An answer of the JSON API. */
export interface Answered<T> {
  readonly status: number;
  readonly body: T;
}

/** Speaks to a running Concord as a person, a script with a token, or a vendor with a session would. */
export class Client {
  private cookies = new Map<string, string>();
  private bearer: string | undefined;

  constructor(readonly address: string) {}

  /** The same address with a bearer secret instead of cookies. */
  as(bearer: string): Client {
    const client = new Client(this.address);
    client.bearer = bearer;
    return client;
  }

  async raw(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.bearer) headers.set('authorization', `Bearer ${this.bearer}`);
    if (this.cookies.size) headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(this.address + path, { ...init, method, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  /** Calls an operation of the JSON API. */
  async api<T = Record<string, never>>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answered<T>> {
    const response = await this.raw(method, `/api${path}`, {
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text) as T };
  }

  /** Calls an operation that must succeed. */
  async must<T = Record<string, never>>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.api<T>(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Uploads one file. */
  async upload<T>(path: string, file: { readonly name: string; readonly bytes: Uint8Array }, fields: Record<string, string> = {}): Promise<Answered<T>> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([Uint8Array.from(file.bytes)]), file.name);
    const response = await this.raw('POST', `/api${path}`, { body: form });
    return { status: response.status, body: (await response.json()) as T };
  }

  /** Posts a page's form with the token of the page that it stands on. */
  async form(path: string, fields: Record<string, string>, page = path): Promise<Response> {
    const html = await (await this.raw('GET', page)).text();
    const token = /name="_csrf" value="([^"]*)"/.exec(html)?.[1] ?? '';
    return this.raw('POST', path, { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ _csrf: token, ...fields }) });
  }

  /** The form token of the signed-in person. */
  async csrf(page = '/account'): Promise<string> {
    const html = await (await this.raw('GET', page)).text();
    return /name="_csrf" value="([^"]*)"/.exec(html)?.[1] ?? '';
  }
}

/** Creates the first administrator through the first-run link and returns a client with an API token. */
export async function firstAdministrator(address: string, firstRunUrl: string, person = { organization: 'Orrinvale Clinics', name: 'Tomasz Berg', email: 'tomasz@orrinvale.example', password: 'a quiet long sentence' }): Promise<{ person: Client; api: Client }> {
  const browser = new Client(address);
  const path = new URL(firstRunUrl).pathname;
  const response = await browser.form(path, person);
  if (response.status !== 303) throw new Error(`the first-run form answered ${response.status}: ${await response.text()}`);
  const token = await browser.api<{ secret: string }>('POST', '/tokens', { name: 'tests', roles: ['administrator', 'procurement', 'compliance'] }, { 'x-csrf-token': await browser.csrf() });
  if (token.status >= 300) throw new Error(`making a token answered ${token.status}: ${JSON.stringify(token.body)}`);
  return { person: browser, api: browser.as(token.body.secret) };
}

/** Waits for a mail in the local mailbox whose text matches, and returns the match. */
export async function mailed(mailbox: string, to: string, pattern: RegExp, seconds = 20): Promise<RegExpExecArray> {
  const seen = new Set<string>();
  for (let waited = 0; waited < seconds * 10; waited += 1) {
    for (const name of (await readdir(mailbox).catch(() => [])).filter((file) => file.endsWith('.eml')).sort().reverse()) {
      if (seen.has(name)) continue;
      const mail = await simpleParser(await readFile(join(mailbox, name)));
      seen.add(name);
      const addressed = [mail.to ?? []].flat().flatMap((one) => one.value).some((one) => one.address === to);
      const found = addressed ? pattern.exec(`${mail.subject}\n${mail.text}`) : null;
      if (found) return found;
    }
    await pause(100);
  }
  throw new Error(`no mail to ${to} that matches ${pattern} within ${seconds} s`);
}

/** Asks again until the answer fits; what it is about must happen by itself. */
export async function until<T>(ask: () => Promise<T>, fits: (value: T) => boolean, seconds = 30): Promise<T> {
  for (let waited = 0; ; waited += 1) {
    const value = await ask();
    if (fits(value)) return value;
    if (waited >= seconds * 5) throw new Error(`it did not happen within ${seconds} s; the last answer was ${JSON.stringify(value).slice(0, 600)}`);
    await pause(200);
  }
}
