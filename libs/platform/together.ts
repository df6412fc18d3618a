/**
 * Waits for statements that were sent together, also where one fails, so that none is under way afterwards.
 * @returns their results, in their order
 * @throws what the first that failed was refused with
 */
export async function together<T extends readonly unknown[]>(statements: { readonly [K in keyof T]: Promise<T[K]> }): Promise<T> {
  const settled = await Promise.allSettled(statements);
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value as unknown;
  }) as unknown as T;
}
