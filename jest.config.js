/** Jest runs the TypeScript sources as ES modules; `#libs/…` names the source file, not the build. */
const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', {
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        target: 'es2023',
        keepClassNames: true,
      },
      module: { type: 'es6' },
    }],
  },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^#libs/(.*)\\.js$': '<rootDir>/libs/$1.ts',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/'],
};

export default {
  // a slow machine fails no test
  testTimeout: 30_000,
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/apps/**/*.test.ts', '<rootDir>/libs/**/*.test.ts'] },
    { ...common, displayName: 'boundary', testMatch: ['<rootDir>/tests/**/*.test.ts'] },
  ],
};
