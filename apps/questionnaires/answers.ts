import type { Transaction } from '#libs/platform/transaction.js';
import { progressOf, type Progress } from '#libs/questionnaire/progress.js';
import type { TemplateIndex } from '#libs/questionnaire/template-index.js';
import type { Answer, Answers } from '#libs/questionnaire/template-types.js';
import { AnswerRow, AttachmentRow, type RequestRow } from './entities.js';
import { frozenTemplate } from './frozen-template.js';

/** A request's frozen template, its answers and its documents, as the pure rules take them. */
export interface Filled {
  readonly index: TemplateIndex;
  readonly rows: readonly AnswerRow[];
  readonly attachments: readonly AttachmentRow[];
  readonly answers: Answers;
  readonly progress: Progress;
}

/** What was said in a request, as it is stored. */
export type Said = Pick<Filled, 'rows' | 'attachments'>;

/** Loads what was asked and what was answered. */
export async function filled(tx: Transaction, request: RequestRow): Promise<Filled> {
  const [index, said] = await Promise.all([frozenTemplate(tx, request), saidIn(tx, request.id)]);
  return filledWith(index, said);
}

/**
 * Loads what was answered, without knowing the request where a link to it is known.
 * @param where the request in SQL, from `$1` the tenant and `$2` the id
 */
export async function saidIn(tx: Transaction, id: string, where = '$2'): Promise<Said> {
  const [rows, attachments] = await Promise.all([
    tx.rows(AnswerRow, `where r.tenant_id = $1 and r.request = ${where}`, [tx.context.tenant, id]),
    tx.rows(AttachmentRow, `where r.tenant_id = $1 and r.request = ${where} and r.removed_at is null order by r.id`, [tx.context.tenant, id]),
  ]);
  return { rows, attachments };
}

/** filled() where everything is at hand. */
export function filledWith(index: TemplateIndex, { rows, attachments }: Said): Filled {
  const answers = answersOf(rows, attachments);
  return { index, rows, attachments, answers, progress: progressOf(index, answers) };
}

/** Answers by key; a document that supports a question stands behind its answer, and answers a question that asks for a file. */
export function answersOf(rows: readonly AnswerRow[], attachments: readonly AttachmentRow[]): Answers {
  const behind = (key: string) => attachments.filter((row) => row.questions.includes(key)).map((row) => ({ id: row.id, kind: row.kind, label: row.name, ...(row.validUntil && { validUntil: row.validUntil }) }));
  const said = rows.map((row): Answer => ({
    key: row.key, state: row.state, revision: row.revision, by: row.byEmail, at: row.at.toISOString(), evidence: behind(row.key),
    ...(row.value !== null && { value: row.value }), ...(row.explanation !== null && { explanation: row.explanation }),
  }));
  return Object.fromEntries(said.map((answer) => [answer.key, answer]));
}

/** Sections and how far each is, as pages show them: all of them, or those that a link was made for. */
export const shownProgress = (progress: Progress, only: readonly string[] | null = null) =>
  progress.sections.filter(({ key }) => only === null || only.includes(key)).map(({ key, title, state, questions, done }) => ({ key, title, state, questions, done }));

/** A document as pages show it. */
export function shownAttachment(row: AttachmentRow) {
  return {
    id: row.id, sha256: row.sha256, name: row.name, size: Number(row.size), kind: row.kind, questions: row.questions, uploaded: row.uploadedAt.toISOString(),
    validUntil: row.validUntil,
    reading: row.reading && row.readingDocument ? { status: row.reading, says: row.readingSays ?? '', document: row.readingDocument } : null,
  };
}
