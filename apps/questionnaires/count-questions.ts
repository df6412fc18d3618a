import { In } from 'typeorm';
import type { Transaction } from '#libs/platform/transaction.js';
import { progressOf } from '#libs/questionnaire/progress.js';
import { answersOf } from './answers.js';
import { AnswerRow, AttachmentRow } from './entities.js';
import { frozenTemplate } from './frozen-template.js';

/** Answered questions of a request, and those that its answers so far lead to. */
export interface Counts {
  readonly answered: number;
  readonly asked: number;
}

/** The counts of several requests by their id, by the same rule as on the request's own page and on the vendor's form. */
export async function countsOf(tx: Transaction, requests: readonly { readonly id: string; readonly template_hash: string }[]): Promise<ReadonlyMap<string, Counts>> {
  const { tenant: tenantId } = tx.context;
  if (!requests.length) return new Map();
  const ids = In(requests.map(({ id }) => id));
  const hashes = [...new Set(requests.map((request) => request.template_hash))];
  const indexes = new Map(await Promise.all(hashes.map(async (templateHash) => [templateHash, await frozenTemplate(tx, { tenantId, templateHash })] as const)));
  const answers = byRequest(await tx.manager.findBy(AnswerRow, { tenantId, request: ids }));
  const files = byRequest((await tx.manager.findBy(AttachmentRow, { tenantId, request: ids })).filter((row) => !row.removedAt));
  return new Map(requests.map(({ id, template_hash: hash }): [string, Counts] => {
    const { questions, done } = progressOf(indexes.get(hash)!, answersOf(answers.get(id) ?? [], files.get(id) ?? []));
    return [id, { answered: done, asked: questions }];
  }));
}

function byRequest<Row extends { readonly request: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.request, [...(groups.get(row.request) ?? []), row]);
  return groups;
}
