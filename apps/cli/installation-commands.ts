import type { Command } from 'commander';
import { BadInput, failed, type CommandAnswer } from './answer.js';

const asJson = ['--json', 'print for machines'] as const;
const onData = ['--data <dir>', 'the data folder of an embedded installation, unless DATABASE_URL names a database'] as const;

const atUrl = ['--url <address>', 'the address of the installation, unless PUBLIC_URL or the data folder says it'] as const;

interface Where {
  readonly data?: string;
  readonly json?: boolean;
}

/** The commands on an installation. They run in a process of their own, whose words and status are passed on. */
export function installationCommands(program: Command, print: (answer: CommandAnswer) => void): void {
  const acts = () => import('./installation.js');
  const end = (status: number): void => void (process.exitCode = status);

  program.command('backup <file>').description('back an embedded installation up').option(...onData).option(...asJson)
    .action(async (file: string, options: Where) => end(await (await acts()).backup(file, options)));
  program.command('restore <file>').description('restore a backup into an empty data folder').option(...onData).option(...asJson)
    .action(async (file: string, options: Where) => end(await (await acts()).restore(file, options)));
  program.command('export <file>').description('write everything that is held about a tenant').requiredOption('--tenant <id>').option(...onData).option(...asJson)
    .action(async (file: string, options: Where & { tenant: string }) => end(await (await acts()).exportTenant(options.tenant, file, options)));

  program.command('erase').description('erase a tenant, or one vendor, for good').option('--tenant <id>').option('--vendor <id>').option(...onData).option(...asJson)
    .action(async (options: Where & { tenant?: string; vendor?: string }) => {
      const { tenant, vendor } = options;
      const what = tenant !== undefined && vendor === undefined ? { tenant } : vendor !== undefined && tenant === undefined ? { vendor } : null;
      if (what === null) return print(failed(options.json ?? false, new BadInput('usage', 'Give --tenant ID or --vendor ID.')));
      return end(await (await acts()).erase(what, options));
    });

  program.command('audit').description('the audit trail').command('verify').description('check the audit trail of every service')
    .option('--kept <file>', 'checkpoints that were kept elsewhere').option(...onData).option(...asJson)
    .action(async (options: Where & { kept?: string }) => end(await (await acts()).auditVerify(options)));

  const user = program.command('user').description('people of an installation');
  user.command('add <email>').description('add a person and print a link that sets a password once').requiredOption('--name <name>')
    .requiredOption('--roles <list>', 'administrator, procurement, compliance, reader, auditor').option('--tenant <id>').option(...onData).option(...asJson)
    .action(async (email: string, options: Where & { name: string; roles: string; tenant?: string }) => end(await (await acts()).userAdd(email, options, options)));
  user.command('reset <email>').description('print a link that sets a new password once').option('--tenant <id>')
    .option('--second-factor', 'take a lost second factor off').option(...onData).option(...asJson)
    .action(async (email: string, options: Where & { tenant?: string; secondFactor?: boolean }) => end(await (await acts()).userReset(email, options, options)));

  program.command('evidence').description('facts about parties').command('push <file>').description('hand facts to a running installation; CONCORD_TOKEN holds an API token')
    .option(...atUrl).option(...onData).option(...asJson)
    .action(async (file: string, options: Where & { url?: string }) => print(await (await import('./push-evidence.js')).pushEvidence(file, options)));
}
