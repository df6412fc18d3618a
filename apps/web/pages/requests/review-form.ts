import type { FormError } from '../../http/form.js';
import { message } from '../../render.js';

type Verdict = 'accepted' | 'clarify' | 'rejected';

/** A submitted verdict: what is asked of the service, or what the form shows instead. */
type Reviewed =
  | { readonly asked: { readonly keys: 'all' | string[]; readonly verdict: Verdict; readonly comment?: string }; readonly refused?: undefined }
  | { readonly asked?: undefined; readonly refused: { readonly errors: FormError[]; readonly wrong: Record<string, string>; readonly wrongAnswers: Record<string, string>; readonly comments: Record<string, string>; readonly values: Record<string, string> } };

/**
 * Reads the form of a verdict. Asking back and rejecting need a comment, since the vendor or the next reader must
 * know what is missing. A refusal is said at the answer's own form when the verdict was on one answer.
 */
export function reviewOf(keys: readonly string[], verdict: string, comment: string | undefined): Reviewed {
  const known = (['accepted', 'clarify', 'rejected'] as const).find((each) => each === verdict) ?? 'clarify';
  const wrong = keys.length === 0 ? message('requests.one.needsChoice') : known !== 'accepted' && !comment ? message('requests.one.needsComment') : null;
  if (wrong === null) return { asked: { keys: keys.includes('all') ? 'all' : [...keys], verdict: known, ...(comment && { comment }) } };
  const [only] = keys.length === 1 ? keys : [];
  return {
    refused: {
      errors: [{ field: 'comment', text: wrong, href: only ? `#a-${only.replaceAll('.', '-')}` : '#comment' }],
      wrong: { comment: wrong }, wrongAnswers: only ? { [only]: wrong } : {}, comments: only && comment ? { [only]: comment } : {}, values: { comment: comment ?? '' },
    },
  };
}
