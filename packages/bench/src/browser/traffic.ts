import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';

/** What the console has asked for so far. */
export interface Traffic {
  /** List calls to the back end, each one list call to OSS. */
  lists: number;
  /** Calls that look links up. */
  lookups: number;
  /** Compressed bytes of the scripts fetched, by URL. */
  readonly scripts: ReadonlyMap<string, number>;
  /** Waits until the page has nothing more to fetch. */
  settle(): Promise<void>;
}

/** Whether an answer is a page of the list. */
export function isListAnswer(response: { url(): string }): boolean {
  return new URL(response.url()).pathname === '/api/v1/objects';
}

export function watchTraffic(page: Page): Traffic {
  const reading = new Set<Promise<void>>();
  const scripts = new Map<string, number>();
  const traffic = {
    lists: 0,
    lookups: 0,
    scripts,
    settle: async () => {
      await page.waitForLoadState('networkidle');
      await Promise.all(reading);
    },
  };
  page.on('response', (response) => {
    if (isListAnswer(response)) traffic.lists += 1;
    if (new URL(response.url()).pathname.startsWith('/api/v1/links')) traffic.lookups += 1;
    if (response.request().resourceType() !== 'script') return;
    const read = async (): Promise<void> => {
      scripts.set(response.url(), gzipSync(await response.body()).length);
    };
    reading.add(read());
  });
  return traffic;
}

/** Compressed bytes of all scripts, or of those named. */
export function sizeOf(
  scripts: ReadonlyMap<string, number>,
  names: readonly string[] = [...scripts.keys()],
): number {
  return names.reduce((sum, name) => sum + (scripts.get(name) ?? 0), 0);
}
