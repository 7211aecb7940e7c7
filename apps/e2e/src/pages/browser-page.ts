import type { Locator, Page } from '@playwright/test';
import { expect } from './patient-expect.ts';
import { literally } from '../texts/text-pattern.ts';
import type { Say } from '../texts/texts.ts';

/** What the address of the object browser can say. */
export interface BrowserAddress {
  prefix?: string;
  cursor?: string;
  after?: string;
  key?: string;
  tab?: string;
  wide?: '1';
  dialog?:
    | 'create'
    | 'repoint'
    | 'delete'
    | 'delete-object'
    | 'undo'
    | 'done'
    | 'upload'
    | 'move'
    | 'new-folder-link'
    | 'remove-folder-link'
    | 'restore'
    | 'rename';
  on?: string;
  to?: string;
  change?: string;
}

/** The only connection of a console that is not told about others. */
export const connection = 'default';

/** The object browser: a folder of a bucket. */
export class BrowserPage {
  readonly page: Page;
  readonly grid: Locator;
  readonly rows: Locator;
  readonly newLink: Locator;
  readonly refresh: Locator;
  readonly goOn: Locator;
  /** Finds among the rows that have been read. */
  readonly find: Locator;
  readonly crumbs: Locator;
  readonly alert: Locator;
  readonly #say: Say;

  constructor(page: Page, say: Say) {
    this.page = page;
    this.#say = say;
    const main = page.getByRole('main');
    this.grid = main.getByRole('grid');
    this.rows = this.grid.getByRole('row').filter({ has: page.getByRole('gridcell') });
    this.newLink = main.getByRole('button', { name: say('objects:action.newLink') });
    this.refresh = main.getByRole('button', { name: say('objects:action.refresh') });
    this.goOn = main.getByRole('link', { name: say('objects:status.goOn'), exact: true });
    this.find = main.getByRole('searchbox', { name: say('objects:find.label') });
    this.crumbs = page.getByRole('navigation', { name: say('shell:path.label') });
    this.alert = main.getByRole('alert');
  }

  /** Opens it; another console is named by its origin. */
  async open(bucket: string, address: BrowserAddress = {}, origin = ''): Promise<void> {
    await this.page.goto(`${origin}${toBrowserUrl(bucket, address)}`);
  }

  /** The row of a key or folder, by the key as it is shown. Names read aloud know no runs of spaces. */
  row(shownKey: string): Locator {
    const name = literally(toSpoken(shownKey));
    return this.grid.getByRole('row', { name: new RegExp(`^${name}[,，]`) });
  }

  /** Expects a row to say where its link leads, and how that is; who leads to the link itself may follow. */
  async expectLink(shownKey: string, target: string, health: string): Promise<void> {
    const word = this.#say(`health:word.${health}`);
    const name = this.#say('objects:row.linkLeads', {
      name: toSpoken(shownKey),
      target: toSpoken(target),
      health: word,
    });
    const spoken = new RegExp(`^${literally(name.replaceAll(/\s+/g, ' '))}(?:[,，]|$)`);
    await expect(this.grid.getByRole('row', { name: spoken })).toBeVisible();
  }

  /** The line below the list: how far it was read, and what that cost. */
  get status(): Locator {
    return this.page.getByRole('main').getByRole('status').filter({ hasText: /\d/ });
  }

  /** Finds a text among the rows; on a phone the field is behind its glass. */
  async findText(text: string): Promise<void> {
    const glass = this.page.getByRole('main').getByRole('button', { name: this.#say('objects:find.label') });
    await expect(this.find.or(glass)).toBeVisible();
    if (await glass.isVisible()) await glass.click();
    await this.find.fill(text);
  }

  /** A place of the console, at its left edge. */
  place(name: 'home' | 'browse' | 'links' | 'plans' | 'changes'): Locator {
    const places = this.page.getByRole('navigation', { name: this.#say('shell:place.label') });
    // A count may follow; one name may be the beginning of another (变更, 变更计划).
    return places.getByRole('link', { name: new RegExp(`^${this.#say(`shell:place.${name}`)}(?: |$)`) });
  }

  crumb(path: string): Locator {
    return this.crumbs.getByRole('link', { name: this.#say('shell:path.goTo', { path }), exact: true });
  }

  /** Opens the path bar for typing. */
  async jump(bucket: string, typed: string): Promise<void> {
    await this.crumbs.getByRole('button').click();
    const field = this.page.getByRole('combobox', { name: this.#say('shell:path.inputLabel', { bucket }) });
    await field.fill(typed);
    await field.press('Enter');
  }
}

/** The address of a view, written as the console writes it. */
export function toBrowserUrl(bucket: string, address: BrowserAddress = {}): string {
  const search = new URLSearchParams(Object.entries(address)).toString();
  return `/c/${connection}/b/${bucket}${search === '' ? '' : `?${search}`}`;
}

/** A key as it is read aloud: runs of spaces count as one, and after 200 signs it goes on silently. */
function toSpoken(shownKey: string): string {
  const signs = Array.from(shownKey.replaceAll(/\s+/g, ' '));
  return signs.length <= 200 ? signs.join('') : `${signs.slice(0, 200).join('')}…`;
}
