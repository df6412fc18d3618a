import type { z } from 'zod';

/** The first thing that is wrong, with its path written as `[3].period.from`. */
export function faultIn(error: z.ZodError, start = ''): { readonly path: string; readonly message: string } {
  const issue = error.issues[0];
  const path = (issue?.path ?? []).reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)), start);
  return { path, message: issue?.message ?? 'it cannot be read' };
}
