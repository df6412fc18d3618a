import type { z } from 'zod';
import type { documentDetail } from '#libs/contracts/reports.contract.js';
import { canonicalJson } from '#libs/platform/digests.js';
import type { Extraction } from '#libs/soc2/extraction.js';
import { checkable, corrected, decisive, doubtful, readAt, valueAt } from './correct.js';

type Value = z.input<typeof documentDetail>['values'][number];

/** The single values in the order of the document, those that it does not state last; what was read stands beside what a person put there. */
export function valuesOf(extraction: Extraction, corrections: readonly { readonly path: string; readonly value: unknown; readonly byAccount: string; readonly at: Date }[]): Value[] {
  const standing = corrected(extraction, corrections);
  const [decides, open] = [new Set(decisive(standing)), new Set(doubtful(standing, corrections))];
  const values = checkable(standing).map((path): Value => {
    const [found, read] = [valueAt(extraction, path), readAt(extraction, path)];
    const checked = corrections.find((one) => one.path === path);
    return {
      path, value: checked ? checked.value : read, read, page: found?.page ?? null, quote: found?.quote || null, confidence: found?.confidence ?? null,
      decides: decides.has(path), doubtful: open.has(path),
      checked: checked ? { by: checked.byAccount, at: checked.at.toISOString(), asRead: canonicalJson(checked.value) === canonicalJson(read) } : null,
    };
  });
  return values.sort((a, b) => (a.page ?? Infinity) - (b.page ?? Infinity) || 0);
}
