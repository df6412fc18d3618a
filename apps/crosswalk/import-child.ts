import { readFile } from 'node:fs/promises';
import { writeAll } from '#libs/documents/child-output.js';
import { answerOf, type ImportTask } from './import-task.js';

/** Entry of the bounded child that reads an import: prints its answer as JSON. Argument: a file that holds the task as JSON. */
const task = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as ImportTask;
writeAll(Buffer.from(JSON.stringify(await answerOf(task))));
process.exit(0);
