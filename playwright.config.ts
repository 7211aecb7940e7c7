import { defineConfig, devices, type ReporterDescription } from '@playwright/test';
import { chromiumLaunchOptions } from './apps/e2e/src/chromium.ts';

const jsonFile = process.env['SIGNPOST_PLAYWRIGHT_JSON'];
const reporter: ReporterDescription[] = [['list']];
if (jsonFile !== undefined) reporter.push(['json', { outputFile: jsonFile }]);

export default defineConfig({
  testDir: 'apps/e2e/tests',
  globalSetup: ['./apps/e2e/src/build-web.global-setup.ts', './apps/e2e/src/database.global-setup.ts'],
  outputDir: 'test-results',
  fullyParallel: true,
  // Each worker has an embedded OSS, a BFF and a browser of its own; more than two starve each other on two cores.
  workers: 2,
  // A test that passes only sometimes has found something.
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter,
  use: {
    // Recording every run costs time; ask for it where a failure has to be understood.
    trace: process.env['SIGNPOST_TRACE'] === '1' ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: chromiumLaunchOptions(),
  },
  projects: [
    {
      name: 'chromium-desktop',
      use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } },
    },
  ],
});
