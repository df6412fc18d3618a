import type { QueryConfig } from 'pg';

const names = new Map<string, string>();
/** Statements beyond these are planned each time; the texts are constants of the code, far fewer than this. */
const most = 1_000;

/** A statement that PostgreSQL reads and plans once per connection. */
export function named(text: string, values: unknown[]): QueryConfig {
  const name = names.get(text) ?? (names.size < most ? `concord-${names.size}` : undefined);
  if (!name) return { text, values };
  names.set(text, name);
  return { name, text, values };
}
