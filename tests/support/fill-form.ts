/** Just what the tests need of a question. */
interface Asked {
  readonly key: string;
  readonly kind: string;
  readonly optional?: boolean;
  readonly explain?: string;
  readonly options?: readonly { readonly key: string; readonly compliant?: boolean; readonly exclusive?: boolean }[];
  readonly columns?: readonly { readonly key: string; readonly kind: string }[];
  readonly measure?: { readonly units: readonly string[] };
}

/** A good answer to a question, whatever it asks; null where only a document answers it. */
export function goodAnswer(question: Asked): { key: string; state: 'given'; value: unknown; explanation?: string; revision: number } | null {
  const value = valueOf(question);
  return value === null ? null : { key: question.key, state: 'given', value, revision: 0, ...(question.explain === 'always' && { explanation: 'As our security handbook says.' }) };
}

function valueOf({ kind, options = [], columns = [], measure }: Asked): unknown {
  const good = options.filter((option) => option.compliant && !option.exclusive);
  const first = good[0] ?? options.find((option) => option.compliant !== false) ?? options[0];
  switch (kind) {
    case 'yes-no':
    case 'single': return first?.key ?? null;
    case 'multi': return good.length ? good.map((option) => option.key) : first ? [first.key] : null;
    case 'text': return 'Written down, approved and kept up to date.';
    case 'number': return measure ? { n: 1, unit: measure.units[0] ?? 'months' } : 12;
    case 'date': return '2026-01-15';
    case 'statement': return true;
    case 'table': return [Object.fromEntries(columns.map((column) => [column.key, column.kind === 'number' ? '1' : column.kind === 'date' ? '2026-01-15' : 'Example']))];
    default: return null;
  }
}
