import type { Locator, Page } from '@playwright/test';
import type { Say } from '../texts/texts.ts';

/** The sheet: see, say, done. */
export class LinkSheet {
  readonly page: Page;
  readonly dialog: Locator;
  readonly #say: Say;

  constructor(page: Page, say: Say) {
    this.page = page;
    this.#say = say;
    this.dialog = page.getByRole('dialog');
  }

  /** A text of the sheet, in the language of the test. */
  text(name: string, values: Readonly<Record<string, string | number>> = {}): Locator {
    return this.dialog.getByText(this.#say(name, values));
  }
}
