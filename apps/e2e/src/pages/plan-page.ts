import type { Locator, Page } from '@playwright/test';
import { literally } from '../texts/text-pattern.ts';
import type { Say } from '../texts/texts.ts';
import { connection } from './browser-page.ts';

/** A change of many links: the dialog it begins with, its review, its way and its end; and the list of them. */
export class PlanPage {
  readonly page: Page;
  /** What the plan does. */
  readonly title: Locator;
  readonly rows: Locator;
  /** Applies what was reviewed, however much that is. */
  readonly apply: Locator;
  readonly undoAll: Locator;
  readonly progress: Locator;
  readonly alert: Locator;
  /** Where a folder of links shall lead. */
  readonly moveDialog: Locator;
  /** Plans of the list. */
  readonly items: Locator;
  readonly #say: Say;

  constructor(page: Page, say: Say) {
    this.page = page;
    this.#say = say;
    const main = page.getByRole('main');
    this.title = main.getByRole('heading', { level: 1 });
    const grid = main.getByRole('grid', { name: say('plans:rows.label') });
    this.rows = grid.getByRole('row').filter({ has: page.getByRole('gridcell') });
    this.apply = main.getByRole('button', { name: withAnyNumber(say('plans:say.apply', { count: 9 }), '9') });
    this.undoAll = main.getByRole('button', { name: say('plans:done.undo'), exact: true });
    this.progress = main.getByRole('progressbar');
    this.alert = main.getByRole('alert');
    this.moveDialog = page.getByRole('dialog');
    this.items = main.getByRole('listitem');
  }

  async open(plan: string, origin = ''): Promise<void> {
    await this.page.goto(`${origin}/c/${connection}/plans/${plan}`);
  }

  async openList(origin = ''): Promise<void> {
    await this.page.goto(`${origin}/c/${connection}/plans`);
  }

  /** A folder of the dialog, by its name within the folder that is shown. */
  choice(name: string): Locator {
    return this.moveDialog
      .getByRole('list', { name: this.#say('plans:move.choices') })
      .getByRole('button', { name: new RegExp(`^${literally(name)}`) });
  }

  state(name: string): Locator {
    return this.page.getByRole('main').getByText(this.#say(`plans:state.${name}`), { exact: true });
  }

  /** The row of a key. */
  row(shownKey: string): Locator {
    return this.rows.and(this.page.getByRole('row', { name: new RegExp(`^${literally(shownKey)}[,，]`) }));
  }

  /** Says that all of so many links were written and read back. */
  allDone(count: number): Locator {
    return this.page.getByText(this.#say('plans:done.all', { done: count, count }), { exact: true });
  }
}

/** A text with a number in it, for any number in its place. */
function withAnyNumber(text: string, number: string): RegExp {
  return new RegExp(`^${literally(text).replace(number, String.raw`[\d,]+`)}$`);
}
