import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from './project-root.js';
import { Refusal, systemCode } from './refusal.js';

/** How an installation on this computer is to run. */
export interface LocalOptions {
  /** Everything the installation keeps lies in this folder. */
  readonly dataDir: string;
  /** The port of the pages when it must be this one; otherwise a free one is found and remembered. */
  readonly port?: number;
  /** Load the worked example, start without it, or decide by whether the data folder is empty. */
  readonly fill: 'demo' | 'empty' | 'if-new';
  /** One Node process for each service instead of one for all. */
  readonly processes: boolean;
}

export const usage = `Usage: npm start -- [options]

  --demo        load the worked example (the default on an empty data folder)
  --empty       start without the example and print a link to create the administrator
  --port PORT   serve the pages on this port (default: 3000 or the next free one, remembered)
  --data DIR    keep everything in this folder (default: data)
  --processes   run each service in a process of its own, restarted when it dies
  --help        this text

Parts of your own replace the built-in ones, each by an environment variable:
  DATABASE_URL  PostgreSQL 15 or later, as a user who may create roles
  NATS_URL      a NATS server with JetStream, as a user who may do everything
  SMTP_URL      a mail server instead of the local mailbox
  OBJECT_STORE  a folder, or s3://key:secret@host:port/bucket?region=…
  NATS_SERVER_BIN  the nats-server program to run
`;

/**
 * Reads the command line of `npm start`.
 * @param words the words after the program's name
 * @returns the options, or 'help'
 * @throws Refusal that names the option that is wrong
 */
export function readOptions(words: readonly string[]): LocalOptions | 'help' {
  const { values } = parse(words);
  if (values.help) return 'help';
  if (values.demo && values.empty) throw new Refusal('--demo and --empty exclude each other: give one of them.');
  return {
    dataDir: resolve(values.data ?? `${projectRoot}/data`),
    ...(values.port !== undefined && { port: readPort(values.port) }),
    fill: values.demo ? 'demo' : values.empty ? 'empty' : 'if-new',
    processes: values.processes ?? false,
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        demo: { type: 'boolean' },
        empty: { type: 'boolean' },
        port: { type: 'string' },
        data: { type: 'string' },
        processes: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    if (!systemCode(error)?.startsWith('ERR_PARSE_ARGS')) throw error;
    const [said = 'The options are wrong'] = (error as Error).message.split(/[.\n]/);
    throw new Refusal(`${said}. Try: npm start -- --help`);
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) throw new Refusal(`--port must be a whole number from 1 to 65535, not "${text}".`);
  return port;
}
