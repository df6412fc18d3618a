import { AsyncLocalStorage } from 'node:async_hooks';

const zones = new AsyncLocalStorage<string>();

/** Does work for somebody who reads times in a zone: every time in what follows is in it, where no other is named. */
export const inZone = <T>(zone: string, work: () => T): T => zones.run(zone, work);

/** The IANA zone in which whoever asks reads times; UTC where nobody is known. */
export const zoneNow = (): string => zones.getStore() ?? 'UTC';
