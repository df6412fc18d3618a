import { traced, type Log } from './log.js';

/** Work that comes back: after a pause, or at once when it is woken; never twice at the same time. */
export class Recurring {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(
    private readonly name: string,
    /** Milliseconds between the end of one run and the next. */
    private readonly pause: number,
    private readonly work: () => Promise<void>,
    private readonly log: Log,
  ) {}

  start(): void {
    this.wake();
  }

  /** Runs the work now, or once more directly after the run that is under way. */
  wake(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    clearTimeout(this.timer);
    this.running = this.once();
  }

  /** Lets the run that is under way end, and none begin. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async once(): Promise<void> {
    let failed = false;
    try {
      await this.work();
    } catch (error) {
      failed = true;
      this.log.warn({ work: this.name, ...traced(error) }, 'recurring work failed and will be tried again');
    }
    this.running = undefined;
    if (this.stopped) return;
    const now = this.again && !failed;
    this.again = false;
    if (now) this.wake();
    else this.timer = setTimeout(() => this.wake(), this.pause);
  }
}
