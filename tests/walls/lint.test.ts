import { describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';

const lint = async (file: string, text: string): Promise<string[]> => {
  const [result] = await new ESLint().lintText(text, { filePath: file });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
};
const service = 'apps/vendors/planted.ts';
const pure = 'libs/risk/planted.ts';

describe('the lint rules', () => {
  it.each([
    ['a file that is too long', service, 'export const x = 1;\n'.repeat(301), 'max-lines'],
    ['a word on the console', service, `console.log('x');`, 'no-console'],
    ['evaluated text', service, `eval('1');`, 'no-eval'],
    ['a loose comparison', service, `export const x = (a: number) => a == 1;`, 'eqeqeq'],
    ['a focused test', 'apps/vendors/planted.test.ts', `it.only('x', () => undefined);`, 'no-restricted-properties'],
    ['a test that waits to be written', 'apps/vendors/planted.test.ts', `it.todo('x');`, 'no-restricted-properties'],
    ['a type that says nothing', service, `export const x: any = 1;`, '@typescript-eslint/no-explicit-any'],
    ['a name that nobody uses', service, `const x = 1;`, '@typescript-eslint/no-unused-vars'],
    ['the surroundings in a pure library', pure, `export const x = process.env;`, 'no-restricted-globals'],
    ['chance in a pure library', pure, `export const x = Math.random();`, 'no-restricted-properties'],
    ['the clock in a pure library', pure, `export const x = new Date();`, 'no-restricted-syntax'],
  ])('report %s', async (_what, file, text, rule) => {
    expect(await lint(file, text)).toContain(rule);
  }, 30_000);

  it('let a clean file pass', async () => {
    expect(await lint(pure, `export const twice = (n: number): number => n * 2;\n`)).toEqual([]);
  });
});
