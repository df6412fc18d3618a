import type { StartOptions } from '#libs/platform/start-service.js';

/** Deliveries that follow each other quickly, so that failures show within a test. */
export const quick: StartOptions = {
  delivery: { ackWait: 1_000, retryDelays: [50, 50, 50, 50], unconfirmedAfter: 300, inFlight: 16 },
  sealEvery: 100,
};
