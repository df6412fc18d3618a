import type { Command } from 'commander';
import type { CommandAnswer } from './answer.js';

const asJson = ['--json', 'print for machines'] as const;
const collect = (value: string, known: readonly string[]): string[] => [...known, value];

/** The commands on questionnaires. */
export function questionnaireCommands(program: Command, print: (answer: CommandAnswer) => void): void {
  const group = program.command('questionnaire').description('templates and filled questionnaires');
  const acts = () => import('./questionnaire.js');

  group.command('check <file>').description('problems of a template, each with its path').option(...asJson)
    .action(async (file: string, options: object) => print(await (await acts()).questionnaireCheck(file, options)));

  group.command('import <file>').description('a template made from an OSCAL catalog, VSAQ JSON, XLSX or CSV')
    .option('--sheet <name>', 'the worksheet to read').option('--map <field=column>', 'which column holds a field; may be given several times', collect, []).option(...asJson)
    .action(async (file: string, options: object) => {
      const [{ questionnaireImport }, { withFile }] = await Promise.all([acts(), import('./input.js')]);
      print(await withFile(file, (path) => questionnaireImport(path, options)));
    });

  group.command('read <file>').description('the answers of a filled workbook or CSV').requiredOption('--template <template>', 'a shipped id, or a file that import wrote').option(...asJson)
    .action(async (file: string, options: { template: string; json?: boolean }) => {
      const [{ questionnaireRead }, { withFile }] = await Promise.all([acts(), import('./input.js')]);
      print(await withFile(file, (path) => questionnaireRead(path, options.template, options)));
    });

  group.command('visible <template>').description('what is shown when exactly these options are chosen').requiredOption('--chosen <keys>', 'keys of options').option(...asJson)
    .action(async (template: string, options: { chosen: string; json?: boolean }) => {
      const [{ questionnaireVisible }, { listOf }] = await Promise.all([acts(), import('./input.js')]);
      print(await questionnaireVisible(template, listOf(options.chosen), options));
    });
}
