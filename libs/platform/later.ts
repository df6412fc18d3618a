/**
 * A reply made of statements that were sent and are not yet answered: the commit follows them without waiting.
 * The reply itself has nothing to say to the database any more.
 */
export class Later<T> {
  private constructor(readonly reply: Promise<T>) {
    reply.catch(() => undefined);
  }

  /** @param sent the results of statements, all of them sent before */
  static of<Rows, T>(sent: Promise<Rows>, reply: (rows: Rows) => T): Later<T> {
    return new Later(sent.then(reply));
  }
}

/** The reply, waited for where it comes later. */
export async function now<T>(reply: T | Later<T>): Promise<T> {
  return reply instanceof Later ? reply.reply : reply;
}
