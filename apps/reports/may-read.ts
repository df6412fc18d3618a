import type { Context } from '#libs/platform/context.js';
import type { DocumentRow } from './document.entity.js';

const reviewers: readonly string[] = ['administrator', 'compliance'];

/** Whether the asking person may read a document: one under a non-disclosure agreement only who reviews, brought it or is named. */
export function mayRead({ kind, actor, roles }: Pick<Context, 'kind' | 'actor' | 'roles'>, row: Pick<DocumentRow, 'restricted' | 'readers' | 'uploadedBy'>): boolean {
  return !row.restricted || kind !== 'person' || roles.some((role) => reviewers.includes(role)) || row.uploadedBy === actor || row.readers.includes(actor);
}

/** What somebody who may not read a document is told of it in place of its words. */
export const underAgreement = 'A document under a non-disclosure agreement';

/** What a document says, as far as the asking person may know. */
export function saidTo(context: Pick<Context, 'kind' | 'actor' | 'roles'>, row: Pick<DocumentRow, 'restricted' | 'readers' | 'uploadedBy' | 'says'>): string {
  return mayRead(context, row) ? row.says : underAgreement;
}
