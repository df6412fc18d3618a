import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = process.cwd();

/** One file that breaks each rule, and the rule that must name it. */
const planted: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'pure-libraries-import-nothing': ['libs/risk/reads.ts', `import { readFileSync } from 'node:fs';\nexport const x = readFileSync;`],
  'catalog-imports-pure-types': ['libs/catalog/up.ts', `import '#libs/platform/ids.js';\nexport const x = 1;`],
  'contracts-import-pure-types': ['libs/contracts/up.ts', `import type { Id } from '#libs/platform/ids.js';\nexport type X = Id;`],
  'documents-import-no-service': ['libs/documents/up.ts', `import '#libs/platform/ids.js';\nexport const x = 1;`],
  'platform-imports-contracts': ['libs/platform/up.ts', `import '#libs/risk/tier.js';\nexport const x = 1;`],
  'apps-stay-apart': ['apps/vendors/other.ts', `import type { Report } from '../reports/report.js';\nexport type X = Report;`],
  'local-starts-services-only': ['apps/local/inner.ts', `import '../reports/report.js';\nexport const x = 1;`],
  'nothing-imports-tests': ['apps/vendors/helped.ts', `import '../../tests/help.js';\nexport const x = 1;`],
  'no-cycles': ['apps/vendors/a.ts', `import './b.js';\nexport const a = 1;`],
  'no-barrels': ['libs/risk/index.ts', `export * from './tier.js';`],
  'no-barrels-imported': ['apps/reports/barrel.ts', `import '../../libs/risk/index.js';\nexport const x = 1;`],
  'nothing-unresolved': ['apps/vendors/lost.ts', `import './nowhere.js';\nexport const x = 1;`],
  'no-development-packages': ['apps/vendors/dev.ts', `import 'fast-check';\nexport const x = 1;`],
};

const clean: Readonly<Record<string, string>> = {
  'libs/platform/ids.ts': `export type Id = string;`,
  'libs/risk/tier.ts': `export const tier = 1;`,
  'apps/reports/report.ts': `import '#libs/platform/ids.js';\nexport type Report = string;`,
  'apps/vendors/b.ts': `export const b = 1;`,
  'tests/help.ts': `export const help = 1;`,
};

let folder: string;

function cruise(): string {
  const run = spawnSync(process.execPath, [join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'), 'apps', 'libs', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'], { cwd: folder, encoding: 'utf8' });
  return run.stdout + run.stderr;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'concord-walls-'));
  for (const name of ['.dependency-cruiser.cjs', '.dependency-cruiser.resolve.cjs', 'tsconfig.json', 'package.json']) cpSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [file, text] of Object.entries(clean)) write(file, text);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the walls between the parts', () => {
  it('let a tree pass that keeps to them', () => {
    expect(cruise()).toContain('no dependency violations found');
  }, 60_000);

  it('name every planted violation by its rule and file', () => {
    for (const [file, text] of Object.values(planted)) write(file, text);
    write('apps/vendors/b.ts', `import './a.js';\nexport const b = 1;`);
    const said = cruise();
    for (const [rule, [file]] of Object.entries(planted)) expect(said).toMatch(new RegExp(`error ${rule}: .*${file.replace(/[.]/g, '\\.')}`));
  }, 60_000);

  it('have a planted violation for each of their rules', () => {
    const names = JSON.parse(execFileSync(process.execPath, ['-p', `JSON.stringify(require('./.dependency-cruiser.cjs').forbidden.map((rule) => rule.name))`], { cwd: folder, encoding: 'utf8' })) as string[];
    expect(names.sort()).toEqual(Object.keys(planted).sort());
  });
});
