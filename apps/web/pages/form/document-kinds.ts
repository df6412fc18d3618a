import { languageNow } from '../../language.js';
import { message } from '../../render.js';

/** Kinds of documents that a vendor chooses from, the usual ones first. */
export const documentKinds = ['report', 'certificate', 'policy', 'procedure', 'record', 'contract', 'diagram', 'screenshot', 'other'] as const;

/** Suffixes of files that are taken. */
export const acceptedSuffixes = ['pdf', 'xlsx', 'docx', 'png', 'jpg', 'jpeg', 'csv', 'txt'] as const;

/** A kind in words; a kind that only an imported questionnaire knows is its own word. */
export function kindWord(kind: string): string {
  return (documentKinds as readonly string[]).includes(kind) ? message(`form.kind.${kind}`) : kind;
}

/** Several kinds within a sentence: "policy, record"; German keeps its capitals. */
export function kindsInLine(kinds: readonly string[]): string {
  return kinds.map(kindWord).map((word) => (languageNow() === 'en' && /^[A-Z][a-z]/.test(word) ? word.charAt(0).toLowerCase() + word.slice(1) : word)).join(', ');
}
