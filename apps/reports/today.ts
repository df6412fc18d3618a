/** Today as a calendar date in UTC. */
export const today = (): string => new Date().toISOString().slice(0, 10);
