import type { FastifyRequest } from 'fastify';
import { formGet, linkOpen } from '#libs/contracts/vendor-form.contract.js';
import type { Bus } from '#libs/platform/bus.js';
import type { Context } from '#libs/platform/context.js';
import type { FormBody } from '../../http/form.js';
import { formAddress, formOfAddress } from '../../http/form-address.js';
import { Page, Redirect } from '../../http/page.js';
import { nobodyOf, vendorOf } from '../../http/visitor.js';
import { message } from '../../render.js';
import { endedView, type ComeAgain } from './ended.view.js';
import { formFrame } from './form-frame.js';
import { mapForm, type FormMap } from './form-map.js';

/** Days for which a browser remembers which form it had open; the session itself is shorter. */
export const sessionDays = 30;

/** The form of a vendor session with the context in which it is asked for. */
export interface Opened {
  readonly context: Context;
  readonly map: FormMap;
}

/** Runs a page of the form; without a session the way back in is shown, with what was typed. */
export async function withForm(bus: Bus, request: FastifyRequest, body: FormBody | undefined, page: (opened: Opened) => Promise<unknown> | unknown): Promise<unknown> {
  if (!request.visitor.vendor) return endedPage(bus, request, body);
  const context = vendorOf(request);
  return page({ context, map: mapForm(await bus.request(formGet, {}, context), formAddress(context.actor)) });
}

/** As {@link withForm}, for pages that only make sense until the answers were handed in: after that they lead to the receipt. */
export async function withOpenForm(bus: Bus, request: FastifyRequest, body: FormBody | undefined, page: (opened: Opened) => Promise<unknown> | unknown): Promise<unknown> {
  return withForm(bus, request, body, (opened) => (opened.map.form.status === 'open' ? page(opened) : opened.map.form.helps ? handedInPage(opened.map) : new Redirect(`${opened.map.at}/receipt`)));
}

/** What a colleague sees once the owner has handed in: the receipt is the owner's. */
function handedInPage(map: FormMap): Page {
  const owner = map.form.helps?.owner ?? '';
  return new Page('form/handed-in', { ...formFrame(map, message('form.handedIn.title'), { back: undefined }), says: message('form.handedIn.text', { owner, asker: map.form.asker.organization }) });
}

/** What stands in place of a page of the form without a session. */
export async function endedPage(bus: Bus, request: FastifyRequest, body: FormBody = {}): Promise<Page> {
  return new Page('form/ended', endedView(body, await comeAgain(bus, request, pageToReturnTo(request))), 401);
}

/** The way in for the browser of a session whose time has passed; none where it was ended, or the request is over. */
export async function comeAgain(bus: Bus, request: FastifyRequest, to: string): Promise<ComeAgain | undefined> {
  const form = formOfAddress(request.url);
  const { lapsed } = request.visitor;
  if (!form || !lapsed) return undefined;
  const { state, hint } = await bus.request(linkOpen, { token: lapsed }, nobodyOf(request));
  if (state !== 'open' && state !== 'submitted') return undefined;
  return { at: form.at, hint: hint ?? '', to: to.startsWith(`${form.at}/`) ? to : form.at };
}

/** A form goes back to its own page, or to the check where it has none to look at. */
function pageToReturnTo(request: FastifyRequest): string {
  const [path = ''] = request.url.split('?');
  if (request.method === 'GET') return request.url;
  const at = formOfAddress(path)?.at ?? '';
  return /\/s\/[^/]+\/\d+$/.test(path) ? path : path.endsWith('/submit') ? `${at}/check` : `${at}/tasks`;
}
