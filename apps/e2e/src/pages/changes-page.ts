import type { Locator, Page } from '@playwright/test';
import type { Say } from '../texts/texts.ts';
import { connection } from './browser-page.ts';

/** What the console has written, newest first. */
export class ChangesPage {
  readonly page: Page;
  readonly items: Locator;
  readonly #say: Say;

  constructor(page: Page, say: Say) {
    this.page = page;
    this.#say = say;
    this.items = page.getByRole('main').getByRole('listitem');
  }

  async open(bucket?: string): Promise<void> {
    await this.page.goto(`/c/${connection}/changes${bucket === undefined ? '' : `?bucket=${bucket}`}`);
  }

  /** The way back of the newest change of a key. */
  undo(shownKey: string): Locator {
    return this.page
      .getByRole('link', { name: this.#say('changes:undoNamed', { key: shownKey }), exact: true })
      .first();
  }
}
