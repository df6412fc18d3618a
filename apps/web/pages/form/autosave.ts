import type { FastifyRequest } from 'fastify';
import type { Bus } from '#libs/platform/bus.js';
import { attempt, type FormBody } from '../../http/form.js';
import { formAddress } from '../../http/form-address.js';
import { vendorOf } from '../../http/visitor.js';
import { formGet } from '#libs/contracts/vendor-form.contract.js';
import { message } from '../../render.js';
import { fieldNames } from './answer-fields.js';
import { sayTime } from './form-frame.js';
import { mapForm } from './form-map.js';
import { saveBody } from './save-body.js';
import { lacking } from './question.view.js';
import { markOf, typedOfAnswer } from './typed.js';

/** What the page's script is told: when it was saved, hidden fields to set, what each question still lacks, what stands against it. */
interface AutosaveReply {
  readonly status: number;
  readonly json: { readonly time?: string; readonly set?: Readonly<Record<string, string>>; readonly said?: Readonly<Record<string, string>>; readonly problem?: string };
}

/** Saves the answers that a browser sends by itself while somebody types. */
export async function autosaveReply(bus: Bus, request: FastifyRequest, body: FormBody): Promise<AutosaveReply> {
  const done = await attempt(async () => {
    const context = vendorOf(request);
    const before = mapForm(await bus.request(formGet, {}, context), formAddress(context.actor));
    return saveBody(bus, { context, map: before }, body);
  });
  if (done.fault) return { status: done.fault.status, json: { problem: `${done.fault.message}.` } };
  const { map, outcome } = done.value;
  const kept = outcome.read.filter(({ question }) => !outcome.conflicts.includes(question.key));
  const set = Object.fromEntries(kept.map(({ question }) => {
    const stored = map.answers[question.key];
    return [fieldNames(question.key).revision, `${stored?.revision ?? 0}.${markOf(typedOfAnswer(question, stored))}`];
  }));
  // what only lacks its explanation is saved: that is said beside the question, and nothing is wrong with saving
  const said = Object.fromEntries(outcome.read.map(({ question }) => [map.idOf(question.key), lacking(question, map.answers[question.key])]));
  if (outcome.conflicts.length > 0) return { status: 409, json: { set, problem: message('form.page.autosaveConflict') } };
  const [problem] = outcome.read.filter(({ question }) => !said[map.idOf(question.key)]).flatMap(({ question }) => outcome.wrong[question.key] ?? []);
  return { status: problem === undefined ? 200 : 422, json: { time: sayTime(new Date(), map.form.due.zone), set, said, ...(problem !== undefined && { problem }) } };
}
