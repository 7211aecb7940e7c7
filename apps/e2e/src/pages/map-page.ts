import type { Locator, Page } from '@playwright/test';
import { literally } from '../texts/text-pattern.ts';
import type { Say } from '../texts/texts.ts';
import { connection } from './browser-page.ts';

/** Where the links of a bucket lead, drawn as a board or told as a table. */
export class MapPage {
  readonly page: Page;
  readonly pointers: Locator;
  readonly destinations: Locator;
  readonly table: Locator;
  readonly tray: Locator;
  readonly #say: Say;

  constructor(page: Page, say: Say) {
    this.page = page;
    this.#say = say;
    const main = page.getByRole('main');
    this.pointers = main.getByRole('list', { name: say('map:pointers.title') }).getByRole('button');
    this.destinations = main.getByRole('list', { name: say('map:destinations.title') }).getByRole('button');
    this.table = main.getByRole('grid', { name: say('map:table.caption') });
    this.tray = main.getByRole('region', { name: say('map:tray.label') });
  }

  /** Opens it; another console is named by its origin. */
  async open(search: Readonly<Record<string, string>> = {}, origin = ''): Promise<void> {
    const query = new URLSearchParams(search).toString();
    await this.page.goto(`${origin}/c/${connection}/map${query === '' ? '' : `?${query}`}`);
  }

  /** A row by the beginning of what it says. */
  pointer(name: string): Locator {
    return this.pointers.and(this.page.getByRole('button', { name: new RegExp(`^${literally(name)}`) }));
  }

  destination(name: string): Locator {
    return this.destinations.and(this.page.getByRole('button', { name: new RegExp(`^${literally(name)}`) }));
  }

  /** The picture, or the list, of the keys around a key. */
  neighbourhood(key: string): Locator {
    return this.page.getByRole('region', { name: this.#say('map:near.label', { key }) });
  }

  /** A key around the one that is shown: leads to its own neighbourhood. */
  neighbour(key: string): Locator {
    return this.page.getByRole('main').getByRole('link', { name: key, exact: true });
  }

  /** How many links are drawn. */
  summary(count: number): Locator {
    return this.page.getByRole('main').getByText(this.#say('map:summary', { count }), { exact: true });
  }

  /** Goes to the review of what was staged. */
  review(count: number): Locator {
    return this.tray.getByRole('button', { name: this.#say('map:tray.review', { count }) });
  }
}
