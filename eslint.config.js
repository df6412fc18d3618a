import tseslint from 'typescript-eslint';

const pure = ['libs/crosswalk/**/*.ts', 'libs/soc2/**/*.ts', 'libs/questionnaire/**/*.ts', 'libs/risk/**/*.ts'];
const tests = ['**/*.test.ts', '**/*.fixture.ts', 'tests/**/*.ts'];
const focused = ['it', 'test', 'describe'].flatMap((name) => ['only', 'todo'].map((property) => ({ object: name, property, message: 'Every test runs: take this away before committing.' })));

/** Rules beyond the compiler's; each has a planted violation in tests/walls. */
export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', 'coverage/', 'deploy/'] },
  ...tseslint.configs.recommended.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true }],
      'no-console': 'error',
      'no-eval': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-properties': ['error', ...focused],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-namespace': 'off',
    },
  },
  {
    files: pure,
    ignores: tests,
    rules: {
      'no-restricted-globals': ['error', ...['process', 'Buffer', 'fetch', 'setTimeout', 'setInterval'].map((name) => ({ name, message: 'A pure library knows no surroundings: take the value as a parameter.' }))],
      'no-restricted-properties': ['error', ...focused, { object: 'Math', property: 'random', message: 'A pure library gives the same answer each time.' }, { object: 'Date', property: 'now', message: 'A pure library takes the time as a parameter.' }],
      'no-restricted-syntax': ['error', { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'A pure library takes the time as a parameter.' }],
    },
  },
  { files: tests, rules: { 'max-lines': 'off', 'no-console': 'off' } },
  { files: ['**/*.data.ts'], rules: { 'max-lines': 'off' } },
);
