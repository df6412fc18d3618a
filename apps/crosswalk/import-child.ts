import { readFile } from 'node:fs/promises';
import { writeSync } from 'node:fs';
import { answerOf, type ImportAnswer, type ImportTask } from './import-task.js';

/** Entry of the bounded child that reads an import: prints its answer as JSON. Argument: a file that holds the task as JSON. */
function print(answer: ImportAnswer): void {
  const bytes = Buffer.from(JSON.stringify(answer));
  for (let done = 0; done < bytes.length;) {
    try {
      done += writeSync(1, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

print(await answerOf(JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as ImportTask));
process.exit(0);
