import { expect as base } from '@playwright/test';

/** As long as the test runner waits, also where there is none: pictures are taken without it. */
export const expect = base.configure({ timeout: 10_000 });
