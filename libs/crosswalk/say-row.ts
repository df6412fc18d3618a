import type { Catalog, DirectRow, MappingRow } from './catalog-types.js';
import { sayControl } from './say-bound.js';

type Frameworks = readonly Pick<Catalog['frameworks'][number], 'id' | 'name'>[];

/** The ends of a row, and the relationship from the one to the other. */
export type SaidRow = Pick<MappingRow, 'framework' | 'requirement' | 'control' | 'relationship'> | Pick<DirectRow, 'from' | 'to' | 'relationship'>;

/**
 * A row in one line, by the names that frameworks go by: `PCI DSS 11.3.1 subset VUL-02 at least every 3 months`,
 * `GDPR 33(1) intersects HIPAA 164.404(b)`. A framework that is not in the list keeps its id.
 * @param word what stands between the ends in place of the relationship
 * @throws BoundFault where the control's bound cannot be read
 */
export function sayRow(row: SaidRow, frameworks: Frameworks, word: string = row.relationship): string {
  const requirement = (framework: string, id: string): string => `${frameworks.find((one) => one.id === framework)?.name ?? framework} ${id}`;
  return 'control' in row
    ? `${requirement(row.framework, row.requirement)} ${word} ${sayControl(row.control)}`
    : `${requirement(row.from.framework, row.from.id)} ${word} ${requirement(row.to.framework, row.to.id)}`;
}
