const words = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });

/** Today as a calendar date (YYYY-MM-DD) in UTC. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** A calendar date in words: `1 March 2026` for 2026-03-01. */
export const sayDay = (date: string): string => words.format(new Date(`${date}T00:00:00Z`));
