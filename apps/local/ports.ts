import { createServer, type Server } from 'node:net';
import { Refusal, systemCode } from './refusal.js';

/** A port that nobody else can take until it is released. */
export interface HeldPort {
  readonly port: number;
  release(): Promise<void>;
}

const loopback = '127.0.0.1';

/** Holds one port of the loopback address; 0 holds any free one. @returns nothing when it is taken */
export async function holdPort(port: number): Promise<HeldPort | undefined> {
  const server = createServer((socket) => socket.destroy());
  const bound = await new Promise<boolean>((resolve, reject) => {
    server.once('listening', () => resolve(true));
    server.once('error', (error) => (['EADDRINUSE', 'EACCES'].includes(systemCode(error) ?? '') ? resolve(false) : reject(error)));
    server.listen({ host: loopback, port, exclusive: true });
  });
  return bound ? { port: portOf(server), release: () => new Promise((resolve) => server.close(() => resolve())) } : undefined;
}

/** Holds the first of the wished ports that is free, or else any free one. */
export async function holdFirst(wishes: readonly (number | undefined)[]): Promise<HeldPort> {
  for (const wish of wishes) {
    const held = wish === undefined ? undefined : await holdPort(wish);
    if (held) return held;
  }
  const held = await holdPort(0);
  if (!held) throw new Refusal('No free port is left on 127.0.0.1: stop some programs and start again.');
  return held;
}

/** Holds exactly this port. @throws Refusal when another program has it */
export async function holdExactly(port: number): Promise<HeldPort> {
  const held = await holdPort(port);
  if (!held) throw new Refusal(`Port ${port} is taken or not allowed for this user: choose another with --port, or leave it out.`);
  return held;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the held port has no number');
  return address.port;
}
