import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { ownTemplateCreate, ownTemplatePublish, ownTemplateRefresh, ownTemplateRetire, type ownTemplateEdit } from '#libs/contracts/templates.contract.js';
import { shippedQuestionnaires } from '#libs/catalog/questionnaires.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { checkShape } from '#libs/questionnaire/check-template-shape.js';
import { editTemplate, freeKey, nextVersion, type TemplateEdit } from '#libs/questionnaire/edit-template.js';
import { mergeTemplates } from '#libs/questionnaire/merge-templates.js';
import { allQuestions } from '#libs/questionnaire/template-index.js';
import type { Template } from '#libs/questionnaire/template-types.js';
import { knownOwn, ownView, problemsOf, type OwnRow } from './own-templates.js';
import { knownTemplate } from './templates.js';

const mostQuestions = 2_000;

/** Begins a questionnaire of the tenant's own. @throws Fault `questionnaires.template-unknown`, `questionnaires.template-shape` */
export function createTemplate(database: TenantDatabase, input: RequestOf<typeof ownTemplateCreate>, context: Context) {
  return database.command(context, ownTemplateCreate, input, async (tx) => {
    const from = input.from === undefined ? undefined : await knownTemplate(tx, input.from);
    const began = (input.template as unknown as Template | undefined) ?? from;
    const taken = new Set([...shippedQuestionnaires().map(({ key }) => key), ...(await tx.query<{ key: string }>('select key from questionnaires.own_template where tenant_id = $1', [context.tenant])).map(({ key }) => key)]);
    const [organization] = await tx.query<{ name: string }>('select name from questionnaires.tenant where tenant_id = $1', [context.tenant]);
    const key = freeKey(input.title, taken, 'questionnaire');
    const draft: Template = {
      licence: 'Own', language: 'en', ...began, key, version: '1.0.0', title: input.title,
      publisher: input.template ? (began?.publisher ?? 'Imported') : organization?.name ?? 'Own', sections: began?.sections ?? [],
    };
    demandShape(draft);
    const base = from && shippedQuestionnaires().some((template) => template.key === from.key) ? from : null;
    await tx.query('insert into questionnaires.own_template (tenant_id, key, draft, base, changed_by) values ($1, $2, $3, $4, $5)', [context.tenant, key, JSON.stringify(draft), base && JSON.stringify(base), context.actor]);
    await tx.audit('questionnaire.begun', key, { from: input.from ?? null, questions: allQuestions(draft).length });
    return ownView(tx, await knownOwn(tx, key));
  });
}

/** Makes one change in a draft. @throws Fault `questionnaires.template-shape`, `questionnaires.changed-meanwhile` */
export function editDraft(database: TenantDatabase, input: RequestOf<typeof ownTemplateEdit>, context: Context) {
  return database.run(context, async (tx) => {
    const row = await demandRevision(tx, input);
    const draft = editTemplate(row.draft, input.edit as TemplateEdit);
    demandShape(draft);
    return keep(tx, row, { draft });
  });
}

/** Makes a version of a draft. @throws Fault `questionnaires.template-problems`, `questionnaires.template-same` */
export function publishDraft(database: TenantDatabase, input: RequestOf<typeof ownTemplatePublish>, context: Context) {
  return database.command(context, ownTemplatePublish, input, async (tx) => {
    const row = await demandRevision(tx, input);
    const problems = problemsOf(row.draft);
    if (problems.length) throw new Fault('unprocessable', 'questionnaires.template-problems', 'This draft cannot be published yet', { fields: problems.slice(0, 50).map(({ path, message }) => ({ field: path, message })) });
    const version = nextVersion(row.current, row.draft);
    const draft = { ...row.draft, version };
    await tx.query('insert into questionnaires.own_version (tenant_id, key, version, template, published_by) values ($1, $2, $3, $4, $5)', [context.tenant, row.key, version, JSON.stringify(draft), context.actor]);
    await tx.audit('questionnaire.published', row.key, { version });
    return keep(tx, row, { draft, published: version });
  });
}

/** Takes a questionnaire out of use, or back into it. */
export function retireTemplate(database: TenantDatabase, input: RequestOf<typeof ownTemplateRetire>, context: Context) {
  return database.command(context, ownTemplateRetire, input, async (tx) => {
    const row = await demandRevision(tx, input);
    await tx.audit(input.retired ? 'questionnaire.retired' : 'questionnaire.back', row.key);
    return keep(tx, row, { retired: input.retired });
  });
}

/** Takes in the newer version of the questionnaire underneath. @throws Fault `questionnaires.nothing-newer` */
export function refreshDraft(database: TenantDatabase, input: RequestOf<typeof ownTemplateRefresh>, context: Context) {
  return database.command(context, ownTemplateRefresh, input, async (tx) => {
    const row = await demandRevision(tx, input);
    const newer = row.base && shippedQuestionnaires().find(({ key }) => key === row.base?.key);
    if (!row.base || !newer) throw new Fault('conflict', 'questionnaires.nothing-newer', 'There is no newer version to take in');
    const { template, lines } = mergeTemplates(row.base, newer, row.draft);
    if (input.dryRun) return { lines: [...lines], template: await ownView(tx, { ...row, draft: template }) };
    await tx.audit('questionnaire.refreshed', row.key, { from: row.base.version, to: newer.version });
    return { lines: [...lines], template: await keep(tx, row, { draft: template, base: newer }) };
  });
}

async function demandRevision(tx: Transaction, { key, revision }: { readonly key: string; readonly revision: number }): Promise<OwnRow> {
  const row = await knownOwn(tx, key, true);
  if (row.revision !== revision) throw new Fault('conflict', 'questionnaires.changed-meanwhile', 'Somebody changed this questionnaire meanwhile. Load the page again');
  return row;
}

function demandShape(draft: Template): void {
  const [problem] = checkShape(JSON.parse(JSON.stringify(draft)));
  if (problem) throw new Fault('unprocessable', 'questionnaires.template-shape', `${problem.path}: ${problem.message}`, { fields: [{ field: problem.path, message: problem.message }] });
  if (allQuestions(draft).length > mostQuestions) throw new Fault('unprocessable', 'questionnaires.template-long', `A questionnaire has at most ${mostQuestions} questions`);
}

async function keep(tx: Transaction, row: OwnRow, changed: { draft?: Template; base?: Template; published?: string; retired?: boolean }) {
  await tx.query(
    `update questionnaires.own_template set revision = revision + 1, draft = $3, base = $4, published = $5, retired_at = case when $6 then coalesce(retired_at, now()) end, changed_at = now(), changed_by = $7
     where tenant_id = $1 and key = $2`,
    [tx.context.tenant, row.key, JSON.stringify(changed.draft ?? row.draft), changed.base ?? row.base ? JSON.stringify(changed.base ?? row.base) : null, changed.published ?? row.published, changed.retired ?? row.retired_at !== null, tx.context.actor]);
  return ownView(tx, await knownOwn(tx, row.key));
}
