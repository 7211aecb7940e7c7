import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

const repositoryRoot = path.resolve(import.meta.dirname, '../../../..');

/** A Chromium of this machine: the one named in CHROMIUM_PATH, the system's, Playwright's, or the one that the browser tests have unpacked. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return named;
  const places = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    chromium.executablePath(),
    ...globSync(path.join(repositoryRoot, '.cache/chromium-*/chromium')),
  ];
  return places.find((file) => existsSync(file));
}
