import { readOptions, usage, type LocalOptions } from './options.js';
import { Refusal } from './refusal.js';
import type { RunningConcord } from './start-concord.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') return say(usage.trimEnd());
  const began = performance.now();
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  let asked = 0;
  const interrupted = () => {
    asked += 1;
    if (asked > 1) process.exit(130);
    stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupted);
  // loaded only now, so that a wrong option is answered at once
  const { startConcord } = await import('./start-concord.js');
  const running = await startConcord({ ...options, say });
  show(running, options, (performance.now() - began) / 1000);
  await stopped;
  say('Stopping: services, NATS, PostgreSQL …');
  await running.close();
  say('Stopped. The next start finds everything as it was.');
}

function show({ address, infrastructure, demo, firstRunUrl }: RunningConcord, options: LocalOptions, seconds: number): void {
  say('');
  say(`Concord is ready after ${seconds.toFixed(1)} s:  ${address}`);
  if (demo) {
    say('Sign in to the worked example (shown this once):');
    const width = Math.max(...demo.people.map((person) => person.email.length));
    for (const { email, password, role } of demo.people) say(`  ${email.padEnd(width)}  ${password}  ${role}`);
  } else if (options.fill === 'empty') {
    say(`Create the administrator:  ${firstRunUrl}`);
  }
  if (infrastructure.mailboxDir) say(`Mails are kept, not sent:  ${address}/mailbox  (${infrastructure.mailboxDir})`);
  say(`Data:  ${infrastructure.data.dir}   Stop:  Ctrl-C`);
}

/** What a person can mend is one line; anything else names itself and where it happened. */
function complain(error: unknown): void {
  const known = error instanceof Refusal || (error instanceof Error && error.name === 'ConfigError');
  const text = known ? error.message : `Concord could not start: ${error instanceof Error ? error.message || error.name : String(error)}`;
  process.stderr.write(`${text}\n`);
  if (!known && process.env.LOG_LEVEL === 'debug' && error instanceof Error) process.stderr.write(`${error.stack}\n`);
}

try {
  await run();
  process.exit(0);
} catch (error) {
  complain(error);
  process.exit(1);
}
