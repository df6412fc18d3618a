import type { z } from 'zod';
import { Fault } from '#libs/contracts/faults.js';
import type { ownTemplate, ownTemplateList } from '#libs/contracts/templates.contract.js';
import { shippedQuestionnaires } from '#libs/catalog/questionnaires.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { checkTemplate } from '#libs/questionnaire/check-template.js';
import { nextVersion } from '#libs/questionnaire/edit-template.js';
import { canonicalText, compareTemplates } from '#libs/questionnaire/merge.js';
import { allQuestions } from '#libs/questionnaire/template-index.js';
import type { Template } from '#libs/questionnaire/template-types.js';

/** A row of questionnaires.own_template, with its published version beside it. */
export interface OwnRow {
  readonly key: string;
  readonly revision: number;
  readonly draft: Template;
  /** the shipped questionnaire that it was made from, as it was then */
  readonly base: Template | null;
  readonly published: string | null;
  readonly retired_at: Date | null;
  readonly changed_at: Date;
  readonly changed_by: string;
  readonly current: Template | null;
}

const columns = `o.key, o.revision, o.draft, o.base, o.published, o.retired_at, o.changed_at, o.changed_by, v.template as current
  from questionnaires.own_template o left join questionnaires.own_version v on v.tenant_id = o.tenant_id and v.key = o.key and v.version = o.published where o.tenant_id = $1`;

/** One questionnaire of the tenant's own. @throws Fault `questionnaires.template-unknown` */
export async function knownOwn(tx: Transaction, key: string, lock = false): Promise<OwnRow> {
  const [row] = await tx.query<OwnRow>(`select ${columns} and o.key = $2${lock ? ' for update of o' : ''}`, [tx.context.tenant, key]);
  if (!row) throw new Fault('missing', 'questionnaires.template-unknown', 'There is no such questionnaire');
  return row;
}

/** What can be sent of the tenant's own questionnaires: the published version of each that is not retired, or of one. */
export async function ownPublished(tx: Transaction, key: string | null = null): Promise<readonly Template[]> {
  const rows = await tx.query<{ template: Template }>(
    `select v.template from questionnaires.own_template o join questionnaires.own_version v on v.tenant_id = o.tenant_id and v.key = o.key and v.version = o.published
     where o.tenant_id = $1 and o.retired_at is null and ($2::text is null or o.key = $2) order by v.template->>'title', o.key`, [tx.context.tenant, key]);
  return rows.map(({ template }) => template);
}

/** Every questionnaire of the tenant's own, for the list. */
export async function listOwn(tx: Transaction): Promise<z.input<typeof ownTemplateList.reply>> {
  const rows = await tx.query<OwnRow>(`select ${columns} order by o.retired_at is not null, o.draft->>'title', o.key`, [tx.context.tenant]);
  return { items: rows.map(rowView) };
}

/** A questionnaire of the tenant's own with all that can be said of it. */
export async function ownView(tx: Transaction, row: OwnRow): Promise<z.input<typeof ownTemplate>> {
  const versions = await tx.query<{ version: string; at: Date; by: string; requests: number }>(
    `select v.version, v.published_at as at, v.published_by as by,
       (select count(*)::int from questionnaires.request r join questionnaires.frozen_template f on f.tenant_id = r.tenant_id and f.hash = r.template_hash
        where r.tenant_id = v.tenant_id and r.template_key = v.key and f.template->>'version' = v.version) as requests
     from questionnaires.own_version v where v.tenant_id = $1 and v.key = $2 order by v.published_at desc`, [tx.context.tenant, row.key]);
  const words = new Map([...(row.current ? allQuestions(row.current) : []), ...allQuestions(row.draft)].map(({ key, text }) => [key, text]));
  return {
    ...rowView(row), draft: row.draft as never, problems: problemsOf(row.draft), next: nextVersion(row.current, row.draft),
    changes: row.current ? compareTemplates(row.current, row.draft).flatMap(({ key, change }) => (change === 'same' ? [] : [{ key, text: words.get(key) ?? key, change }])) : [],
    versions: versions.map(({ at, ...version }) => ({ ...version, at: at.toISOString() })),
  };
}

/** What stands in the way of publishing. */
export function problemsOf(draft: Template): { path: string; code: string; message: string }[] {
  if (!allQuestions(draft).length) return [{ path: 'sections', code: 'template.empty', message: 'There is no question yet. Add one.' }];
  return checkTemplate(draft).map((problem) => ({ ...problem }));
}

function rowView(row: OwnRow) {
  const { key, draft, base, published, current } = row;
  const shipped = base && shippedQuestionnaires().find((template) => template.key === base.key);
  return {
    key, title: draft.title, revision: row.revision, questions: allQuestions(draft).length, published, retired: row.retired_at !== null, changedAt: row.changed_at.toISOString(), changedBy: row.changed_by,
    changed: current !== null && canonicalText({ ...current, version: '' }) !== canonicalText({ ...draft, version: '' }),
    base: base && { key: base.key, title: base.title, version: base.version, newer: shipped && canonicalText(shipped) !== canonicalText(base) ? shipped.version : null },
  };
}
