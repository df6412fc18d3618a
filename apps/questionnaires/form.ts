import type { z } from 'zod';
import { Fault } from '#libs/contracts/faults.js';
import type { RequestOf } from '#libs/contracts/contract.js';
import { documentAttached } from '#libs/contracts/questionnaires.contract.js';
import type { documentAttach, documentDetach, form } from '#libs/contracts/vendor-form.contract.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { minutesFor } from '#libs/questionnaire/compose.js';
import { answerFiles, questionsByKind } from './answer-files.js';
import { filled, shownAttachment, shownProgress, type Filled } from './answers.js';
import { AttachmentRow, RequestRow } from './entities.js';
import { frozenTemplate } from './frozen-template.js';
import { colleagueForm, demandQuestions, seesDocument, seenBy } from './colleague-form.js';
import { linkState, linkedRequest } from './link.js';
import { shownAnswer } from './shown-answer.js';

interface Names { readonly organization: string | null; readonly vendor: string; readonly service: string | null }

/** The whole form of a vendor session with what has been answered so far. */
export async function getForm(database: TenantDatabase, context: Context) {
  return database.run(context, async (tx) => {
    const { request, link } = await linkedRequest(tx, context);
    const form = await formOf(tx, request);
    return link.sections === null ? form : colleagueForm(tx, request, link.sections, link, form);
  });
}

/** The form of a request, as its vendor sees it: nothing of the buyer's verdicts. */
export async function formOf(tx: Transaction, request: RequestRow): Promise<z.input<typeof form>> {
  const [all, names] = await Promise.all([filled(tx, request), namesOf(tx, request.id)]);
  return formWith(request, all, names);
}

/** The two organizations of a request, by name. @param where as in saidIn() */
export async function namesOf(tx: Transaction, id: string, where = '$2'): Promise<Names | undefined> {
  const [names] = await tx.query<Names>(
    `select (select name from questionnaires.tenant where tenant_id = $1) as organization, v.name as vendor, v.service
     from questionnaires.vendor v where v.tenant_id = $1 and v.id = (select r.vendor from questionnaires.request r where r.tenant_id = $1 and r.id = ${where})`, [tx.context.tenant, id]);
  return names;
}

/** formOf() where everything is at hand. */
export function formWith(request: RequestRow, { index, rows, attachments, progress }: Filled, names: Names | undefined): z.input<typeof form> {
  const state = linkState(request, new Date());
  return {
    request: request.id, asker: { organization: names?.organization ?? '', person: request.askerName }, vendorName: names?.vendor ?? '', service: names?.service ?? null,
    title: index.template.title, message: request.message, due: { date: request.dueDate, zone: request.dueZone }, minutes: minutesFor(index.template),
    status: state === 'expired' ? 'closed' : state,
    questionnaire: index.template as never,
    answers: rows.map((row) => shownAnswer(row, attachments, null)),
    attachments: attachments.map(shownAttachment),
    progress: shownProgress(progress),
    unanswered: progress.unanswered.map((key) => ({ section: index.sectionOf.get(key) ?? '', page: 1, key, text: index.questions.get(key)?.text ?? key })),
    receipt: request.receipt ? { number: request.receipt.number, at: request.receipt.at, by: request.receipt.by, answers: request.receipt.answers, sha256: request.receipt.sha256 } : null,
  };
}

/** Notes a stored document. A PDF goes on to be read as an assurance report. The same file twice is one document. */
export async function attachDocument(database: TenantDatabase, input: RequestOf<typeof documentAttach>, context: Context) {
  return database.run(context, async (tx) => {
    const { request, link } = await linkedRequest(tx, context, true);
    demandOpen(request);
    await demandQuestions(tx, request, link, input.questions);
    const { tenantId } = request;
    const there = (await tx.manager.find(AttachmentRow, { where: { tenantId, request: request.id, sha256: input.sha256 } })).find((row) => !row.removedAt);
    if (there) {
      await tx.manager.update(AttachmentRow, { tenantId, id: there.id }, { questions: [...new Set([...there.questions, ...input.questions])] });
      await answerFiles(tx, request, link.email);
      return seenBy(tx, request, link, shownAttachment(await tx.manager.findOneByOrFail(AttachmentRow, { tenantId, id: there.id })));
    }
    const id = newId();
    const questions = input.questions.length > 0 ? input.questions : [...questionsByKind(await frozenTemplate(tx, request), input.kind)];
    await tx.manager.insert(AttachmentRow, { tenantId, id, request: request.id, sha256: input.sha256, name: input.name, size: String(input.size), kind: input.kind, questions, validUntil: input.validUntil ?? null });
    await tx.emit(documentAttached, { attachment: id, request: request.id, vendor: request.vendor, sha256: input.sha256, name: input.name, size: input.size, kind: input.kind });
    await tx.manager.update(RequestRow, { tenantId, id: request.id }, { activeAt: new Date() });
    await answerFiles(tx, request, link.email);
    await tx.audit('document.attached', request.id, { attachment: id, link: link.id });
    return shownAttachment(await tx.manager.findOneByOrFail(AttachmentRow, { tenantId, id }));
  });
}

/** Takes a document back while the form is open. @throws Fault `questionnaires.document-unknown` */
export async function detachDocument(database: TenantDatabase, input: RequestOf<typeof documentDetach>, context: Context) {
  return database.run(context, async (tx) => {
    const { request, link } = await linkedRequest(tx, context, true);
    demandOpen(request);
    if (!(await seesDocument(tx, request, link, input.attachment))) throw new Fault('missing', 'questionnaires.document-unknown', 'That document is not part of this form');
    const { affected } = await tx.manager.update(AttachmentRow, { tenantId: request.tenantId, request: request.id, id: input.attachment }, { removedAt: new Date() });
    if (!affected) throw new Fault('missing', 'questionnaires.document-unknown', 'That document is not part of this form');
    await answerFiles(tx, request, link.email);
    await tx.audit('document.detached', request.id, { attachment: input.attachment });
    return { done: true as const };
  });
}

/** @throws Fault `questionnaires.form-submitted` once the answers were handed in */
export function demandOpen(request: RequestRow): void {
  if (linkState(request, new Date()) !== 'open') throw new Fault('conflict', 'questionnaires.form-submitted', 'The answers were handed in already and can no longer be changed. Write to whoever asked if something must be corrected');
}
