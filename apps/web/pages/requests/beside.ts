import type { ReplyOf } from '#libs/contracts/contract.js';
import type { requestGet } from '#libs/contracts/questionnaires.contract.js';
import { documentList } from '#libs/contracts/reports.contract.js';
import { suggestionList } from '#libs/contracts/reports-review.contract.js';
import { requestBefore } from '#libs/contracts/review.contract.js';
import { requestThreads } from '#libs/contracts/threads.contract.js';
import type { Bus } from '#libs/platform/bus.js';
import type { Context } from '#libs/platform/context.js';
import { ifThere } from '../if-there.js';

type Detail = ReplyOf<typeof requestGet>;

/** What a report says of one common control, and where. */
export interface Said {
  readonly control: string;
  readonly result: 'met' | 'excepted';
  readonly document: string;
  readonly page: number;
  readonly href: string;
  readonly text: string;
}

/** What stands beside the answers of a request: last time, the reports of the vendor, what was asked back. */
export interface BesideAnswers {
  readonly before: ReplyOf<typeof requestBefore>['before'];
  readonly said: readonly Said[];
  readonly threads: ReplyOf<typeof requestThreads>['items'];
}

const mostReports = 2;
export const nothingBeside: BesideAnswers = { before: null, said: [], threads: [] };

/** Asks for what stands beside answers that were handed in; before that there is nothing to compare. */
export async function askBeside(bus: Bus, detail: Detail, context: Context): Promise<BesideAnswers> {
  if (detail.status !== 'submitted' && detail.status !== 'reviewed') return nothingBeside;
  const [before, threads, reports] = await Promise.all([
    bus.request(requestBefore, { id: detail.id }, context),
    bus.request(requestThreads, { request: detail.id }, context),
    ifThere(bus.request(documentList, { vendor: detail.vendor, limit: 20 }, context)),
  ]);
  const read = (reports?.items ?? []).filter(({ status, kind }) => (status === 'read' || status === 'accepted') && kind === 'soc2').slice(0, mostReports);
  const said = await Promise.all(read.map(async ({ id, name }) => saidOf({ id, name }, await ifThere(bus.request(suggestionList, { id }, context)))));
  return { before: before.before, threads: threads.items, said: said.flat() };
}

/** Of a tested control counts what a person confirmed; without that, the first suggestion where it is as good as certain. */
export function saidOf({ id, name }: { readonly id: string; readonly name: string }, list: ReplyOf<typeof suggestionList> | null): Said[] {
  return (list?.items ?? []).flatMap(({ result, page, text, confirmed, suggestions: [first] }) => {
    const control = confirmed?.control ?? (first && first.score >= (list?.threshold ?? Infinity) ? first.control : null);
    return control && result !== 'none' ? [{ control, result, document: name, page, href: `/reports/${id}?page=${page}`, text }] : [];
  });
}
