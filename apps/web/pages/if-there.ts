import { Fault } from '#libs/contracts/faults.js';

/** What a service answers, or null while it does not: a page shows the rest and says what is missing. */
export async function ifThere<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Fault && error.kind === 'unavailable') return null;
    throw error;
  }
}
