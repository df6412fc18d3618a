import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * `npm test`: the linters, then every unit test, then everything that crosses a boundary, two files at a time:
 * much of their time is waiting. Arguments go to Jest instead: `npm test -- libs/crosswalk`.
 */
const jest = (args) => [process.execPath, ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', ...args]];
const named = process.argv.slice(2);
const steps = named.length
  ? [jest(named)]
  : [
      [process.execPath, ['node_modules/eslint/bin/eslint.js', 'apps', 'libs', 'tests']],
      [process.execPath, ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', 'apps', 'libs', '--config', '.dependency-cruiser.cjs']],
      jest(['--selectProjects', 'unit', '--maxWorkers=2']),
      jest(['--selectProjects', 'boundary', '--maxWorkers=2', '--forceExit']),
    ];

if (!existsSync('dist/apps/local/main.js')) {
  console.error('The product is not built. Run "npm run build" (npm ci does it), then "npm test" again.');
  process.exit(1);
}
for (const [command, args] of steps) {
  const { status, signal } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'test' } });
  if (status !== 0) process.exit(status ?? (signal ? 1 : 0));
}
