import { locators, type Locator } from 'vitest/browser';

declare module 'vitest/browser' {
  interface LocatorSelectors {
    /** What has a tip with exactly this text: a key that may be cut off has it whole. */
    getByTip: (text: string) => Locator;
  }
}

locators.extend({ getByTip: (text: string) => `[data-tip=${JSON.stringify(text)}]` });
