import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Service } from '#libs/contracts/contract.js';

/** What a service measures of itself, in Prometheus' terms. */
export class Metrics {
  readonly registry = new Registry();
  private readonly requests: Histogram<'subject' | 'outcome'>;
  private readonly events: Counter<'event' | 'outcome'>;

  constructor(service: Service) {
    this.registry.setDefaultLabels({ service });
    const registers = [this.registry];
    this.requests = new Histogram({
      name: 'concord_request_seconds',
      help: 'Time to answer a request',
      labelNames: ['subject', 'outcome'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    });
    this.events = new Counter({ name: 'concord_events_total', help: 'Events taken note of', labelNames: ['event', 'outcome'], registers });
  }

  /** Starts the clock of a request. @returns what to call with the outcome at its end */
  requestStarted(subject: string): (outcome: string) => void {
    const stop = this.requests.startTimer({ subject });
    return (outcome) => void stop({ outcome });
  }

  eventSettled(event: string, outcome: 'done' | 'again' | 'dead'): void {
    this.events.inc({ event, outcome });
  }

  /** A value that is read whenever the metrics are asked for. Undefined leaves it out. */
  measured(name: string, help: string, read: () => Promise<number | undefined> | number | undefined): void {
    const collect = async function (this: Gauge) {
      const value = await Promise.resolve(read()).catch(() => undefined);
      if (value === undefined) this.reset();
      else this.set(value);
    };
    new Gauge({ name, help, registers: [this.registry], collect });
  }

  /** The page for Prometheus. */
  async page(): Promise<string> {
    return this.registry.metrics();
  }
}
