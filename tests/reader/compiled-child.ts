import { transformFileSync } from '@swc/core';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Compiles the sources of the bounded children into a folder inside node_modules, so that tests run what is written now
 * and not an older build. Their imports are relative or of packages; types are dropped.
 * @returns path of the compiled child
 */
export const compiledChild = (name: 'pdf-child' | 'pdf-image-child'): string => {
  const root = process.cwd();
  const folder = join(root, 'node_modules', '.cache', 'concord-reader', String(process.pid));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const source = join(root, 'libs', 'documents');
  for (const file of readdirSync(source).filter((f) => /^(?:pdf-|child-output)/.test(f) && f.endsWith('.ts') && !f.endsWith('.test.ts'))) {
    const { code } = transformFileSync(join(source, file), { swcrc: false, configFile: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } });
    writeFileSync(join(folder, file.replace(/\.ts$/, '.js')), code);
  }
  return join(folder, `${name}.js`);
};
