import { playwright } from '@vitest/browser-playwright';
import { configDefaults, defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { chromiumLaunchOptions } from './apps/e2e/src/chromium.ts';
import { pageStyles } from './apps/web/src/testing/page-styles.ts';

/** Kill, fuzz, million-key and matrix runs: `npm run test:long`. */
const long = process.env['SIGNPOST_LONG_TESTS'] === '1';
const pattern = long ? '*.long.test.{ts,tsx}' : '*.test.{ts,tsx}';

const inNode: TestProjectConfiguration = {
  extends: true,
  test: {
    name: 'node',
    include: [`{apps,packages}/*/**/${pattern}`],
    // apps/e2e/tests is Playwright's.
    exclude: [
      ...configDefaults.exclude,
      '.cache/**',
      'apps/e2e/tests/**',
      '**/*.browser.test.tsx',
      ...(long ? [] : ['**/*.long.test.*']),
    ],
    environment: 'node',
    globalSetup: ['apps/bff/src/testing/test-database.global-setup.ts'],
    setupFiles: ['apps/bff/src/testing/test-database.setup.ts'],
    // Two cores; files run in processes of their own, since some bind ports, change signals or load SQLite.
    pool: 'forks',
  },
};

/** Components that have to be measured, focused and typed into: in the Chromium of the browser tests. */
const inBrowser: TestProjectConfiguration = {
  extends: true,
  cacheDir: '.cache/vite-component-tests',
  // For tests that measure: they import the page's style sheet.
  plugins: [pageStyles()],
  // A dependency that an older cache lacks would reload the page in the middle of a test.
  optimizeDeps: { force: true },
  test: {
    name: 'browser',
    include: ['apps/web/{src,dev}/**/*.browser.test.tsx'],
    expect: { poll: { timeout: 10_000 } },
    browser: {
      enabled: true,
      headless: true,
      provider: playwright({ launchOptions: chromiumLaunchOptions() }),
      instances: [{ browser: 'chromium', viewport: { width: 800, height: 600 } }],
      screenshotFailures: false,
    },
  },
};

export default defineConfig({
  test: {
    projects: long ? [inNode] : [inNode, inBrowser],
    maxWorkers: 2,
    // A test that waits longer hangs, except where it says so itself; a busy machine is given time.
    testTimeout: long ? 600_000 : 30_000,
    hookTimeout: long ? 120_000 : 30_000,
    // A stubbed environment or a spy must not leak into the next test of the file.
    unstubEnvs: true,
    restoreMocks: true,
  },
});
