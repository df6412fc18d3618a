import { Socket } from 'node:net';

/**
 * A socket that sends in one go what is written to it in one turn of the event loop: pg corks it around each statement,
 * and statements that do not wait for each other reach the database together.
 */
export class BatchingSocket extends Socket {
  private held = false;

  override uncork(): void {
    if (this.held) return super.uncork();
    this.held = true;
    process.nextTick(() => {
      this.held = false;
      super.uncork();
    });
  }
}
