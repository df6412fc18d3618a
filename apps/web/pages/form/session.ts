import type { FastifyRequest } from 'fastify';
import { formGet } from '#libs/contracts/vendor-form.contract.js';
import type { Bus } from '#libs/platform/bus.js';
import type { Context } from '#libs/platform/context.js';
import type { FormBody } from '../../http/form.js';
import { Page, Redirect } from '../../http/page.js';
import { vendorOf } from '../../http/visitor.js';
import { endedView } from './ended.view.js';
import { mapForm, type FormMap } from './form-map.js';

/** The form of a vendor session with the context in which it is asked for. */
export interface Opened {
  readonly context: Context;
  readonly map: FormMap;
}

/** Runs a page of the form; without a session the way back in is shown, with what was typed. */
export async function withForm(bus: Bus, request: FastifyRequest, body: FormBody | undefined, page: (opened: Opened) => Promise<unknown> | unknown): Promise<unknown> {
  if (!request.visitor.vendor) return new Page('form/ended', endedView(body), 401);
  const context = vendorOf(request);
  return page({ context, map: mapForm(await bus.request(formGet, {}, context)) });
}

/** As {@link withForm}, for pages that only make sense until the answers were handed in: after that they lead to the receipt. */
export async function withOpenForm(bus: Bus, request: FastifyRequest, body: FormBody | undefined, page: (opened: Opened) => Promise<unknown> | unknown): Promise<unknown> {
  return withForm(bus, request, body, (opened) => (opened.map.form.status === 'open' ? page(opened) : new Redirect('/form/receipt')));
}
