import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../project-root.js';
import { Refusal, systemCode } from '../refusal.js';
import { backup } from './backup.js';
import { eraseTenant, eraseVendor } from './erase.js';
import { exportTenant } from './export-tenant.js';
import { openInstallation, type Installation } from './open-installation.js';
import { restore } from './restore.js';
import { verifyTrail } from './verify-trail.js';

const text = { type: 'string' } as const;
const say = (line: string) => void process.stderr.write(`${line}\n`);
const plural = (count: number, one: string) => `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;

/** What a command needs of the command line. */
interface Words {
  readonly file: string | undefined;
  readonly tenant: string | undefined;
  readonly vendor: string | undefined;
  readonly kept: string | undefined;
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
    default:
      throw new Refusal(`There is no command "${command ?? ''}".`);
  }
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
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { tenant: text, vendor: text, kept: text, data: text, json: { type: 'boolean' } } });
  const [command, file] = positionals;
  const dataDir = resolve(values.data ?? `${projectRoot}/data`);
  process.exitCode = await run(command, { file: file && resolve(file), tenant: values.tenant, vendor: values.vendor, kept: values.kept, json: values.json ?? false, dataDir });
} catch (error) {
  const mendable = error instanceof Refusal || systemCode(error)?.startsWith('ERR_PARSE_ARGS');
  const message = error instanceof Error ? error.message : String(error);
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ error: { code: mendable ? 'refused' : 'internal', message } })}\n`);
  else say(message);
  process.exitCode = mendable ? 2 : 1;
}
process.exit();
