import { Socket } from 'node:net';

type Done = (error?: Error | null) => void;

/**
 * A socket that sends as one piece what is written to it in one turn of the event loop: statements that do not wait for
 * each other reach the database together, and it wakes up once for all of them.
 */
export class BatchingSocket extends Socket {
  private held = false;

  /** A socket that connects puts the `write` of its own class in place of ours. */
  override connect(...where: unknown[]): this {
    (super.connect as (...where: unknown[]) => this)(...where);
    this.write = BatchingSocket.prototype.write;
    return this;
  }

  override write(chunk: string | Uint8Array, encoding?: BufferEncoding | Done, done?: Done): boolean {
    if (!this.held) {
      this.held = true;
      this.cork();
      process.nextTick(() => {
        this.held = false;
        this.uncork();
      });
    }
    return super.write(chunk, encoding as BufferEncoding, done);
  }

  override _writev(chunks: { chunk: string | Uint8Array; encoding: BufferEncoding }[], done: Done): void {
    const pieces = chunks.map(({ chunk, encoding }) => (typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk));
    this._write(Buffer.concat(pieces), 'buffer' as BufferEncoding, done);
  }
}
