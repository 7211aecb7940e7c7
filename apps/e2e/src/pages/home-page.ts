import type { Locator, Page } from '@playwright/test';
import type { Say } from '../texts/texts.ts';
import { connection } from './browser-page.ts';

/** The first screen: what leads where, what is broken, what moves. */
export class HomePage {
  readonly page: Page;
  /** The sentence at the top. */
  readonly sentence: Locator;
  readonly alert: Locator;
  readonly skeleton: Locator;
  /** Every number that leads to rows of the list of links. */
  readonly numbers: Locator;
  readonly #say: Say;

  constructor(page: Page, say: Say) {
    this.page = page;
    this.#say = say;
    const main = page.getByRole('main');
    this.sentence = main.getByRole('heading', { level: 1 });
    this.alert = main.getByRole('alert');
    this.skeleton = main.getByText(say('common:state.loading'));
    // How many are served wrongly grows with every row that somebody looks at: no outside count tells it.
    this.numbers = main.locator(`a[href^="/c/${connection}/links"]:not([href*="served-wrongly"])`);
  }

  /** Opens it; another console is named by its origin. */
  async open(origin = ''): Promise<void> {
    await this.page.goto(`${origin}/c/${connection}`);
  }

  part(name: 'broken' | 'moving' | 'trend' | 'coverage' | 'demo'): Locator {
    return this.page.getByRole('region', { name: this.#say(`home:${name}.title`) });
  }

  /** Rows of a part. */
  rows(name: 'broken' | 'moving' | 'coverage'): Locator {
    return this.part(name).getByRole('listitem');
  }

  /** The way out of a broken link, by the key as it is shown. */
  repair(verb: 'repair' | 'flatten', shownKey: string): Locator {
    return this.page.getByRole('link', {
      name: this.#say(`rows:remedy.${verb}.name`, { key: shownKey }),
      exact: true,
    });
  }

  /** The way to move a folder link as a whole; those that were written last are the first. */
  moveFolder(bucket: string, prefix: string): Locator {
    return this.rows('moving')
      .filter({ hasText: bucket })
      .getByRole('link', { name: this.#say('home:moving.moveNamed', { name: prefix }), exact: true });
  }

  /** What is said of one bucket. */
  card(bucket: string): Locator {
    return this.rows('coverage').filter({ has: this.page.getByRole('link', { name: bucket, exact: true }) });
  }

  /** Asks for a bucket to be read. */
  async read(bucket: string): Promise<void> {
    await this.card(bucket).getByRole('button').first().click();
  }
}
