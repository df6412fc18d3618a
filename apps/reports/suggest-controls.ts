import { commonControls } from '#libs/catalog/common-controls.js';
import { shippedCatalog } from '#libs/catalog/load-catalog.js';
import type { RequestOf } from '#libs/contracts/contract.js';
import type { suggestionList } from '#libs/contracts/reports-review.contract.js';
import { suggester, type Suggestion } from '#libs/crosswalk/suggest.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { namedControls, provenBy } from '#libs/soc2/named-controls.js';
import { standingOf } from './change-document.js';
import { ControlMatchRow } from './document.entity.js';
import { readableDocument } from './readable-document.js';

/** From this score on, the first suggestion named a criterion of the auditor for nine in ten controls of the labelled reports. */
export const sureScore = 30;
const shown = 3;
let ready: ((text: string, limit?: number) => Suggestion[]) | undefined;

/** The common controls that a text speaks of, best first. */
export function suggestionsFor(text: string, limit = shown): Suggestion[] {
  ready ??= suggester(shippedCatalog());
  return ready(text, limit);
}

/** The title of a common control; its identifier where the catalog has it no more. */
export function titleOf(control: string): string {
  return commonControls().find(({ id }) => id === control)?.title ?? control;
}

/** Tested controls of a report with suggestions and what was confirmed. @throws Fault `reports.document-unknown` */
export async function listSuggestions(database: TenantDatabase, request: RequestOf<typeof suggestionList>, context: Context) {
  const { row, extraction, matches } = await database.run(context, async (tx) => {
    const found = await readableDocument(tx, request.id);
    return { row: found, extraction: await standingOf(tx, found), matches: await tx.manager.findBy(ControlMatchRow, { tenantId: context.tenant, document: found.id }) };
  });
  const byRef = new Map(matches.map((match) => [match.ref, match]));
  const all = extraction ? namedControls(extraction) : [];
  const wanted = request.open ? all.filter(({ ref }) => !byRef.has(ref)) : all;
  return {
    version: row.version, total: wanted.length, matched: all.filter(({ ref }) => byRef.has(ref)).length, threshold: sureScore,
    items: wanted.slice(request.from, request.from + request.limit).map(({ ref, control }) => {
      const match = byRef.get(ref);
      return {
        ref, id: control.id, text: control.text, criteria: [...control.criteria], page: control.pages[0] ?? 1, result: provenBy(control, extraction?.reportType?.value ?? null),
        suggestions: suggestionsFor(control.text).map(({ control: id, title, score, matched, requirements }) => ({ control: id, title, score, matched: [...matched], criteria: [...(requirements['soc2'] ?? [])] })),
        confirmed: match ? { control: match.control, title: titleOf(match.control), by: match.byAccount, at: match.at.toISOString() } : null,
      };
    }),
  };
}
