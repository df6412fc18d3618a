import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#libs/platform/config.js';
import type { ObjectStore } from '#libs/platform/object-store.js';
import { render, type PageView } from '../render.js';
import type { Cookie, Page, Redirect, StoredFile } from './page.js';
import { cookieOf, csrfOf } from './security.js';

type Flash = NonNullable<PageView['page']['flash']>;

/** The HTML of a page within its frame: who looks, the form token, a word from the page before. */
export function sendPage(request: FastifyRequest, reply: FastifyReply, config: Config, page: Page): Buffer {
  const person = request.visitor?.person;
  const flash = page.view.page.flash ?? takeFlash(request, reply, config);
  const view = {
    ...page.view,
    page: { query: request.query as Record<string, unknown>, ...page.view.page, ...(flash && { flash }) },
    csrf: csrfOf(request, config.sessionKey ?? ''),
    ...(person && !person.secondFactorDue && { zone: person.zone, user: { name: person.name, tenant: person.tenantName, roles: person.roles } }),
  };
  setCookies(reply, config, page.cookies);
  void reply.status(page.status).type('text/html; charset=utf-8');
  // as bytes at once: a text would be encoded once for its length and once more for the wire
  return Buffer.from(render(page.template, view));
}

/** Goes on to another page with status 303, setting cookies and keeping a word for it. */
export function sendRedirect(reply: FastifyReply, config: Config, redirect: Redirect): string {
  setCookies(reply, config, redirect.cookies);
  if (redirect.flash) {
    const cookie = cookieOf(config.publicUrl, 'flash');
    void reply.setCookie(cookie.name, Buffer.from(JSON.stringify(redirect.flash)).toString('base64url'), { ...cookie.flags, maxAge: 60 });
  }
  void reply.status(303).header('location', redirect.to).type('text/plain; charset=utf-8');
  return '';
}

function setCookies(reply: FastifyReply, config: Config, cookies: readonly Cookie[]): void {
  for (const { name, value, days } of cookies) {
    const cookie = cookieOf(config.publicUrl, name);
    if (value === null) void reply.clearCookie(cookie.name, cookie.flags);
    else void reply.setCookie(cookie.name, value, { ...cookie.flags, ...(days && { maxAge: days * 86_400 }) });
  }
}

/** The header that names a file (RFC 6266): in plain letters, and as it is. */
export function namedFile(name: string, disposition: StoredFile['disposition'] = 'attachment'): string {
  return `${disposition}; filename="${name.replace(/[^\x20-\x7e]|["\\]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}

/** A file out of the object store, never shown as a page of ours. */
export async function sendFile(reply: FastifyReply, store: ObjectStore, file: StoredFile): Promise<unknown> {
  void reply
    .type(file.type)
    .header('content-disposition', namedFile(file.name, file.disposition))
    .header('content-security-policy', "default-src 'none'; sandbox");
  const bytes = await store.open(file.tenant, file.sha256);
  if (file.once) bytes.once('close', () => void store.remove(file.tenant, file.sha256).catch(() => undefined));
  return bytes;
}

function takeFlash(request: FastifyRequest, reply: FastifyReply, config: Config): Flash | null {
  const cookie = cookieOf(config.publicUrl, 'flash');
  const value = request.cookies?.[cookie.name];
  if (!value) return null;
  void reply.clearCookie(cookie.name, cookie.flags);
  try {
    const flash = JSON.parse(Buffer.from(value, 'base64url').toString('utf8')) as Flash;
    return typeof flash.text === 'string' ? { kind: flash.kind, text: flash.text } : null;
  } catch {
    return null;
  }
}
