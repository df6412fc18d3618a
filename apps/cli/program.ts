import { Command } from 'commander';
import type { CommandAnswer } from './answer.js';
import { installationCommands } from './installation-commands.js';
import { questionnaireCommands } from './questionnaire-commands.js';

/**
 * The commands with their flags. What a command needs is imported when it runs, so that none waits for another's data.
 * @param json usage errors are left to the caller to print as JSON
 */
export function buildProgram(json: boolean, print: (answer: CommandAnswer) => void): Command {
  const program = new Command('concord')
    .description('Vendor risk and compliance crosswalk. "-" in place of a file is standard input.')
    .exitOverride()
    .configureOutput(json ? { writeErr: () => undefined } : {})
    .showHelpAfterError('(--help shows how to write it)');
  const asJson = ['--json', 'print for machines'] as const;

  program.command('extract <file>').description('read a SOC report or a bridge letter (PDF)')
    .option(...asJson).option('--trace <folder>', 'write each stage there as JSON, and one annotated SVG for each page')
    .action(async (file: string, options: object) => {
      const [{ extract }, { withFile }] = await Promise.all([import('./extract.js'), import('./input.js')]);
      print(await withFile(file, (path) => extract(path, options)));
    });

  program.command('frameworks').description('frameworks with the size of their trees and maps').option(...asJson)
    .action(async (options: object) => print(await (await import('./catalog.js')).frameworks(options)));
  program.command('requirements <framework>').description('the tree of a framework').option(...asJson)
    .action(async (framework: string, options: object) => print(await (await import('./catalog.js')).requirements(framework, options)));

  const crosswalk = program.command('crosswalk').description('relations between requirements');
  crosswalk.command('pairs').description('pairs of requirements of two frameworks that have to do with each other')
    .requiredOption('--from <framework>').requiredOption('--to <framework>').option('--format <format>', 'tsv or json', 'tsv').option(...asJson)
    .action(async (options: { from: string; to: string }) => print(await (await import('./crosswalk.js')).crosswalkPairs(options)));
  crosswalk.command('explain <a> <b>').description('the relation of two requirements (FRAMEWORK:ID) with every chain of rows').option(...asJson)
    .action(async (a: string, b: string, options: object) => print(await (await import('./crosswalk.js')).crosswalkExplain(a, b, options)));
  crosswalk.command('solve <file>').description('the bare engine on a model or an array of models').option(...asJson)
    .action(async (file: string, options: object) => print(await (await import('./solve.js')).crosswalkSolve(file, options)));

  crosswalk.command('import <file>').description('check a file of own frameworks, controls or rows (CSV, XLSX, OSCAL mapping collection, NIST OLIR template)')
    .option('--framework <name>', 'the framework of rows that name none, with its edition: "PCI DSS 4.0.1"').option('--to <name>', 'where rows between two frameworks lead')
    .option('--try', 'on a running installation: what it would do to every party').option('--save', 'on a running installation: keep it').option('--url <address>', 'of the installation').option('--data <dir>', 'of an embedded one').option(...asJson)
    .action(async (file: string, options: { try?: boolean; save?: boolean; framework?: string; to?: string }) => {
      const [{ crosswalkImport, installationImport }, { withFile }] = await Promise.all([import('./import-rows.js'), import('./input.js')]);
      print(await withFile(file, (path) => (options.try || options.save ? installationImport(path, options) : crosswalkImport(path, options))));
    });

  const asking = (command: Command): Command => command
    .requiredOption('--evidence <file>', 'an array of facts').option('--party <id>', 'whom to ask about; needed where the facts speak of several')
    .option('--roles <list>', 'roles of the party; without them everything binds').option('--scope <list>', 'services or systems; without them all in scope')
    .option('--at <date>', 'the date to ask for; today unless said').option(...asJson);
  asking(program.command('coverage').description('what is proven of each requirement for a party'))
    .option('--frameworks <list>', 'only these').option('--reasons', 'say why')
    .action(async (options: { evidence: string }) => print(await (await import('./coverage.js')).coverage(options)));
  asking(program.command('plan').description('the ordered work list that adds a framework')).requiredOption('--add <framework>')
    .action(async (options: { evidence: string; add: string }) => print(await (await import('./coverage.js')).plan(options)));

  program.command('suggest <text>').description('common controls for a control statement or a question').option(...asJson)
    .action(async (text: string, options: object) => print(await (await import('./suggest.js')).suggest(text, options)));
  program.command('catalog').description('the data').command('check [dir]').description('problems in the data, each with file and line').option(...asJson)
    .action(async (dir: string | undefined, options: object) => print(await (await import('./catalog.js')).catalogCheck(dir, options)));

  questionnaireCommands(program, print);
  installationCommands(program, print);
  return program;
}
