import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '#libs/platform/config.js';
import { startService } from '#libs/platform/start-service.js';
import { mood, reportsToy, vendorsToy } from './toys.js';
import { quick } from './quick.js';

/**
 * One toy service as a process of its own: `toy-process.ts reports`. With DEADLY=<weight> the handler of reports
 * kills its process whenever it meets a parcel of that weight.
 */
const definition = process.argv[2] === 'reports' ? reportsToy : vendorsToy;
const deadly = Number(process.env.DEADLY ?? -1);
mood.fail = (weight) => {
  if (weight === deadly) process.kill(process.pid, 'SIGKILL');
  return undefined;
};
await startService(definition, readConfig(definition.service, process.env), quick);
process.send?.('ready');
process.on('disconnect', () => process.exit(0));
await sleep(2 ** 31 - 1);
