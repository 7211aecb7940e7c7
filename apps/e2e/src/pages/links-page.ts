import type { Locator, Page } from '@playwright/test';
import type { Say } from '../texts/texts.ts';
import { connection } from './browser-page.ts';

/** All links of a connection, narrowed by what the address says. */
export class LinksPage {
  readonly page: Page;
  readonly grid: Locator;
  readonly rows: Locator;
  readonly alert: Locator;
  readonly skeleton: Locator;
  readonly healths: Locator;
  readonly #say: Say;

  constructor(page: Page, say: Say) {
    this.page = page;
    this.#say = say;
    const main = page.getByRole('main');
    this.grid = main.getByRole('grid');
    this.rows = this.grid.getByRole('row').filter({ has: page.getByRole('gridcell') });
    this.alert = main.getByRole('alert');
    this.skeleton = main.getByText(say('common:state.loading'));
    this.healths = main.getByRole('group', { name: say('links:filter.health') });
  }

  /** Opens it; another console is named by its origin. */
  async open(filter: Readonly<Record<string, string>> = {}, origin = ''): Promise<void> {
    const search = new URLSearchParams(filter).toString();
    await this.page.goto(`${origin}/c/${connection}/links${search === '' ? '' : `?${search}`}`);
  }

  /** How many links the page says there are. */
  total(count: number): Locator {
    return this.page.getByRole('main').getByText(this.#say('links:total', { count }), { exact: true });
  }

  /** What can be done with so many selected links. */
  verb(action: string, count: number): Locator {
    return this.page
      .getByRole('main')
      .getByRole('button', { name: this.#say(`actions:several.${action}`, { count }) });
  }

  /** The row of a key. */
  row(shownKey: string): Locator {
    return this.rows.filter({ has: this.page.getByText(shownKey, { exact: true }) });
  }

  health(name: string): Locator {
    return this.healths.getByRole('button', { name: this.#say(`health:word.${name}`) });
  }
}
