#!/usr/bin/env node
import { CommanderError } from 'commander';
import { BadInput, failed, type CommandAnswer } from './answer.js';
import { buildProgram } from './program.js';

const words = process.argv.slice(2);
const json = words.includes('--json');

function print({ status, out, err }: CommandAnswer): void {
  process.exitCode = status;
  process.stderr.write(err);
  process.stdout.write(out, () => process.exit(status));
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  await buildProgram(json, print).parseAsync(process.argv);
} catch (error) {
  if (!(error instanceof CommanderError)) print(failed(json, error));
  else if (error.exitCode === 0) process.exitCode = 0;
  else print(json ? failed(true, new BadInput('usage', error.message.replace(/^error: /, ''))) : { status: 2, out: '', err: '' });
}
