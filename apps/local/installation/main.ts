import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../project-root.js';
import { Refusal, systemCode } from '../refusal.js';
import { backup } from './backup.js';
import { eraseTenant, eraseVendor } from './erase.js';
import { exportTenant } from './export-tenant.js';
import { addPerson, resetPerson, type OneTimeLink } from './person.js';
import { openInstallation, type Installation } from './open-installation.js';
import { restore } from './restore.js';
import { verifyTrail } from './verify-trail.js';

const text = { type: 'string' } as const;
const say = (line: string) => void process.stderr.write(`${line}\n`);
const plural = (count: number, one: string) => `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;

/** What a command needs of the command line. */
interface Words {
  /** What stands after the command, as it was given; `file` is the same as a path. */
  readonly given: string | undefined;
  readonly file: string | undefined;
  readonly tenant: string | undefined;
  readonly vendor: string | undefined;
  readonly kept: string | undefined;
  readonly name: string | undefined;
  readonly roles: string | undefined;
  readonly secondFactor: boolean;
  readonly json: boolean;
  readonly dataDir: string;
}

/** Does one thing to an installation. @returns the exit status */
async function run(command: string | undefined, words: Words): Promise<number> {
  const on = async <T>(work: (installation: Installation) => Promise<T>): Promise<T> => {
    const installation = await openInstallation(words.dataDir, process.env);
    return work(installation).finally(() => installation.close());
  };
  switch (command) {
    case 'backup': {
      const { bytes } = await on((installation) => backup(installation, needed(words.file, 'FILE')));
      say(`Wrote ${words.file} (${(bytes / 1_048_576).toFixed(1)} MB). It holds the installation's secrets: keep it as safe as the data folder.`);
      return 0;
    }
    case 'restore': {
      const { at } = await restore(needed(words.file, 'FILE'), words.dataDir, say);
      say(`Restored ${words.dataDir} as it was at ${at}. Start it with: npm start -- --data "${words.dataDir}"`);
      return 0;
    }
    case 'export': {
      const { rows, files } = await on((installation) => exportTenant(installation, needed(words.tenant, '--tenant ID'), needed(words.file, 'FILE')));
      say(`Wrote ${words.file}: ${plural(rows, 'row')} and ${plural(files, 'file')}.`);
      return 0;
    }
    case 'erase': {
      if ((words.tenant === undefined) === (words.vendor === undefined)) throw new Refusal('Give --tenant ID or --vendor ID.');
      const { rows, files } = await on((installation) => (words.tenant ? eraseTenant(installation, words.tenant) : eraseVendor(installation, words.vendor!)));
      say(`Erased ${plural(rows, 'row')} and ${plural(files, 'file')}. Copies in earlier backups are not touched.`);
      return 0;
    }
    case 'audit-verify':
      return audit(await on((installation) => verifyTrail(installation, words.kept)), words.json);
    case 'user-add':
      return tell(...(await on(async (installation) => [await addPerson(installation, { email: words.given, ...words }), await addressOf(installation)] as const)), words.json);
    case 'user-reset':
      return tell(...(await on(async (installation) => [await resetPerson(installation, { email: words.given, ...words }), await addressOf(installation)] as const)), words.json);
    default:
      throw new Refusal(`There is no command "${command ?? ''}".`);
  }
}

/** Prints the link alone on standard output, and for whom and how long it is good beside it. */
function tell(link: OneTimeLink, address: string | null, json: boolean): number {
  const url = `${address ?? ''}${link.path}`;
  process.stdout.write(json ? `${JSON.stringify({ link: url, hours: link.hours })}\n` : `${url}\n`);
  say(`Hand this link to the person: it sets a password, works once, and ends after ${plural(link.hours, 'hour')}.${address === null ? ' It stands below the address of the installation; set PUBLIC_URL to have it whole.' : ''}`);
  return 0;
}

/** The address of the pages; null where nothing here says it. */
async function addressOf({ embedded }: Installation): Promise<string | null> {
  if (process.env.PUBLIC_URL) return process.env.PUBLIC_URL.replace(/\/$/, '');
  const port = (await embedded?.data.remembered())?.ports.web;
  return port === undefined ? null : `http://127.0.0.1:${port}`;
}

function audit(verdict: Awaited<ReturnType<typeof verifyTrail>>, json: boolean): number {
  if (json) process.stdout.write(`${JSON.stringify(verdict, null, 2)}\n`);
  for (const fault of verdict.faults) say(`${fault.service}, tenant ${fault.tenant}: ${fault.what}${fault.seal === null ? '' : `, seal ${fault.seal}`}${fault.entry === null ? '' : `, entry ${fault.entry}`}`);
  if (verdict.faults.length === 0) say(`The audit trail is whole: ${plural(verdict.sealed, 'sealed entry').replace('entrys', 'entries')}, ${verdict.unsealed} not sealed yet, ${plural(verdict.tenants, 'tenant')}.`);
  return verdict.faults.length === 0 ? 0 : 2;
}

function needed(value: string | undefined, name: string): string {
  if (value === undefined) throw new Refusal(`${name} is missing.`);
  return value;
}

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { tenant: text, vendor: text, kept: text, name: text, roles: text, 'second-factor': { type: 'boolean' }, data: text, json: { type: 'boolean' } } });
  const [command, file] = positionals;
  const dataDir = resolve(values.data ?? `${projectRoot}/data`);
  process.exitCode = await run(command, { given: file, file: file && resolve(file), name: values.name, roles: values.roles, secondFactor: values['second-factor'] ?? false, tenant: values.tenant, vendor: values.vendor, kept: values.kept, json: values.json ?? false, dataDir });
} catch (error) {
  const mendable = error instanceof Refusal || systemCode(error)?.startsWith('ERR_PARSE_ARGS');
  const message = error instanceof Error ? error.message : String(error);
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ error: { code: mendable ? 'refused' : 'internal', message } })}\n`);
  else say(message);
  process.exitCode = mendable ? 2 : 1;
}
process.exit();
