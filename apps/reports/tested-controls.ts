import { In } from 'typeorm';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { namedControls, provenBy } from '#libs/soc2/named-controls.js';
import { standingOf } from './change-document.js';
import { ControlMatchRow, DocumentRow } from './document.entity.js';
import { sureScore, suggestionsFor } from './suggest-controls.js';

/** Tested controls of documents that were read, as common controls: matched by a person, or suggested as good as certainly. */
export async function testedControls(database: TenantDatabase, ids: readonly string[], context: Context) {
  const read = await database.run(context, async (tx) => {
    const rows = ids.length ? await tx.manager.findBy(DocumentRow, { tenantId: context.tenant, id: In([...ids]), status: In(['read', 'accepted']) }) : [];
    return Promise.all(rows.map(async (row) => ({ row, extraction: await standingOf(tx, row), matches: await tx.manager.findBy(ControlMatchRow, { tenantId: context.tenant, document: row.id }) })));
  });
  return {
    items: read.flatMap(({ row, extraction, matches }) => (extraction ? namedControls(extraction) : []).flatMap(({ ref, control }) => {
      const result = provenBy(control, extraction?.reportType?.value ?? null);
      if (result === 'none') return [];
      const [first] = suggestionsFor(control.text, 1);
      const matched = matches.find((match) => match.ref === ref)?.control ?? (first && first.score >= sureScore ? first.control : null);
      return matched ? [{ document: row.id, control: matched, result, page: control.pages[0] ?? 1, text: control.text.slice(0, 400) }] : [];
    })),
  };
}
