import type { Locator, Page } from '@playwright/test';
import { literally } from '../texts/text-pattern.ts';
import type { Say } from '../texts/texts.ts';
import { connection } from './browser-page.ts';

/** What the console has written, newest first. */
export class ChangesPage {
  readonly page: Page;
  readonly items: Locator;
  /** Lines of changes that were made together. */
  readonly groups: Locator;
  /** Buttons that open a change to all that is recorded of it. */
  readonly details: Locator;
  readonly #say: Say;

  constructor(page: Page, say: Say) {
    this.page = page;
    this.#say = say;
    const main = page.getByRole('main');
    this.items = main.getByRole('listitem');
    const rows = literally(say('parts:group.rows', { count: 9 })).replace('9', String.raw`[\d,]+`);
    this.groups = main.getByRole('button', { name: new RegExp(`${rows}$`) });
    this.details = main.getByRole('button', {
      name: new RegExp(`^${literally(say('changes:detail.toggle', { key: '…' })).replace('…', '.*')}$`),
    });
  }

  async open(bucket?: string, filter: Record<string, string> = {}): Promise<void> {
    const search = new URLSearchParams({ ...(bucket === undefined ? {} : { bucket }), ...filter }).toString();
    await this.page.goto(`/c/${connection}/changes${search === '' ? '' : `?${search}`}`);
  }

  /** The choice of a filter, whatever its number is. */
  facet(label: string): Locator {
    return this.page
      .getByRole('search')
      .getByRole('button', { name: new RegExp(String.raw`^${literally(label)} [\d,]+$`) });
  }

  /** The way back of the newest change of a key. */
  undo(shownKey: string): Locator {
    return this.page
      .getByRole('link', { name: this.#say('changes:undoNamed', { key: shownKey }), exact: true })
      .first();
  }
}
