import type { Locator, Page } from '@playwright/test';
import type { Say } from '../texts/texts.ts';
import { connection } from './browser-page.ts';

/** Who did what, newest first. */
export class AuditPage {
  readonly page: Page;
  readonly rows: Locator;
  readonly table: Locator;
  readonly #say: Say;

  constructor(page: Page, say: Say) {
    this.page = page;
    this.#say = say;
    this.table = page.getByRole('table', { name: say('audit:title') });
    // The first one is the head.
    this.rows = this.table.getByRole('row');
  }

  async open(filter: Record<string, string> = {}): Promise<void> {
    const search = new URLSearchParams(filter).toString();
    await this.page.goto(`/c/${connection}/audit${search === '' ? '' : `?${search}`}`);
  }

  /** The newest event of an action. */
  row(action: string): Locator {
    return this.rows.filter({ hasText: action }).first();
  }

  /** Opens the newest event to all that is recorded of it. */
  get newestToggle(): Locator {
    return this.table.getByRole('button').first();
  }

  export(format: 'csv' | 'ndjson'): Locator {
    return this.page.getByRole('link', { name: this.#say(`audit:export.${format}`), exact: true });
  }
}
