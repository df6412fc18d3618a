import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { formSubmit } from '#libs/contracts/vendor-form.contract.js';
import { canonicalJson, sha256 } from '#libs/platform/digests.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { visibleAnswers } from '#libs/questionnaire/visibility.js';
import { filledWith, saidIn } from './answers.js';
import { changeStatus } from './change-status.js';
import type { Receipt } from './entities.js';
import { formWith, namesOf } from './form.js';
import { frozenTemplate } from './frozen-template.js';
import { demandOwner, linkState, linkedRequest, ofLink } from './link.js';
import { dueMail } from './mails.js';

/**
 * Hands the answers in, once. Submitting again answers with the receipt that there is.
 * @throws Fault `questionnaires.form-incomplete` that names every question which still needs an answer
 */
export async function submitForm(database: TenantDatabase, input: RequestOf<typeof formSubmit>, context: Context) {
  return database.command(context, formSubmit, input, async (tx) => {
    const [{ request, link }, said, names] = await Promise.all([linkedRequest(tx, context, true), saidIn(tx, context.actor, ofLink), namesOf(tx, context.actor, ofLink)]);
    demandOwner(link);
    const all = filledWith(await frozenTemplate(tx, request), said);
    if (linkState(request, new Date()) === 'submitted') return formWith(request, all, names);
    const { index, answers, progress } = all;
    if (!progress.ready && !input.anyway) {
      const fields = [
        ...progress.unanswered.map((key) => ({ field: key, message: `“${index.questions.get(key)?.text ?? key}” has no answer yet` })),
        ...progress.problems.map((problem) => ({ field: problem.path, message: problem.message })),
      ];
      throw new Fault('unprocessable', 'questionnaires.form-incomplete', `${fields.length} ${fields.length === 1 ? 'answer is' : 'answers are'} still missing. Give them, or say why they stay open`, { fields });
    }
    const sent = visibleAnswers(index, answers);
    const digest = sha256(canonicalJson(sent));
    const at = new Date();
    const receipt: Receipt = { number: receiptNumber(request.id, digest), at: at.toISOString(), by: link.email, name: input.name, answers: Object.keys(sent).length, sha256: digest, anyway: input.anyway || null };
    await Promise.all([
      changeStatus(tx, request, 'submitted', { submittedAt: at, activeAt: at, receipt }),
      dueMail(tx, 'receipt', request.id, request.id, 'submitted'),
      tx.audit('request.submitted', request.id, { answers: receipt.answers, sha256: digest, link: link.id }),
    ]);
    return formWith(request, all, names);
  });
}

/** A number that can be read out: eight characters of request and content, without letters that look like digits. */
function receiptNumber(request: string, digest: string): string {
  const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
  const bytes = Buffer.from(sha256(request + digest), 'hex');
  const letters = [...bytes.subarray(0, 8)].map((byte) => alphabet[byte % alphabet.length]);
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}
