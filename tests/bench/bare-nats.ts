import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { findNatsServer } from '../../apps/local/nats-program.js';
import { holdFirst } from '../../apps/local/ports.js';

/** A nats-server without users whose stream syncs each message, as the product's does. */
export interface BareNats {
  open(): Promise<NatsConnection>;
  stop(): Promise<void>;
}

/** Starts one beside the product's. */
export async function startBareNats(folder: string): Promise<BareNats> {
  await mkdir(folder, { recursive: true });
  const held = await holdFirst([]);
  const config = join(folder, 'nats.conf');
  await writeFile(config, `listen: "127.0.0.1:${held.port}"\njetstream { store_dir: ${JSON.stringify(join(folder, 'jetstream'))}, sync_interval: always }\n`);
  await held.release();
  const child = spawn(findNatsServer(process.env), ['-c', config], { stdio: 'ignore' });
  const open = () => connect({ servers: `127.0.0.1:${held.port}`, waitOnFirstConnect: true, reconnectTimeWait: 50, maxReconnectAttempts: 400 });
  const stop = async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { open, stop };
}
