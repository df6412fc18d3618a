import type { Transaction } from '#libs/platform/transaction.js';
import { indexTemplate, type TemplateIndex } from '#libs/questionnaire/template-index.js';
import { FrozenTemplateRow, type RequestRow } from './entities.js';

const most = 200;
const known = new Map<string, TemplateIndex>();

/** What a request asks. A frozen template never changes under its hash, so each is read and looked up once per process. */
export async function frozenTemplate(tx: Transaction, { tenantId, templateHash: hash }: Pick<RequestRow, 'tenantId' | 'templateHash'>): Promise<TemplateIndex> {
  const key = `${tenantId} ${hash}`;
  const there = known.get(key);
  if (there) return there;
  const { template } = await tx.manager.findOneByOrFail(FrozenTemplateRow, { tenantId, hash });
  const index = indexTemplate(template);
  if (known.size >= most) known.delete(known.keys().next().value!);
  known.set(key, index);
  return index;
}
