import { configDefaults, defineConfig } from 'vitest/config';

/** Kill, fuzz, million-key and matrix runs: `npm run test:long`. */
const long = process.env['SIGNPOST_LONG_TESTS'] === '1';
const pattern = long ? '*.long.test.{ts,tsx}' : '*.test.{ts,tsx}';

export default defineConfig({
  test: {
    include: [`{apps,packages}/*/**/${pattern}`],
    // apps/e2e/tests is Playwright's.
    exclude: [
      ...configDefaults.exclude,
      '.cache/**',
      'apps/e2e/tests/**',
      ...(long ? [] : ['**/*.long.test.*']),
    ],
    environment: 'node',
    globalSetup: ['apps/bff/src/testing/test-database.global-setup.ts'],
    setupFiles: ['apps/bff/src/testing/test-database.setup.ts'],
    // Two cores; files run in processes of their own, since some bind ports, change signals or load SQLite.
    pool: 'forks',
    maxWorkers: 2,
    // A test that waits longer hangs, except where it says so itself; a busy machine is given time.
    testTimeout: long ? 600_000 : 30_000,
    hookTimeout: long ? 120_000 : 30_000,
    // A stubbed environment or a spy must not leak into the next test of the file.
    unstubEnvs: true,
    restoreMocks: true,
  },
});
