import type { Locator, Page } from '@playwright/test';
import { expect } from './patient-expect.ts';
import type { Say } from '../texts/texts.ts';

type Values = Readonly<Record<string, string | number>>;

/** A file as it is chosen on a disk. */
export interface ChosenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** The window in which a small file is uploaded. */
export class UploadDialog {
  readonly page: Page;
  readonly dialog: Locator;
  readonly key: Locator;
  readonly #say: Say;

  constructor(page: Page, say: Say) {
    this.page = page;
    this.#say = say;
    this.dialog = page.getByRole('dialog');
    this.key = this.dialog.getByRole('textbox', { name: say('upload:key'), exact: true });
  }

  /** Opens it from the folder that is shown. */
  async open(): Promise<void> {
    const main = this.page.getByRole('main');
    const button = main.getByRole('button', { name: this.#say('objects:action.upload'), exact: true });
    const more = main.getByRole('button', { name: this.#say('objects:action.more'), exact: true });
    await expect(button.or(more)).toBeVisible();
    if (await button.isVisible()) return button.click();
    // A phone has it in a menu.
    await more.click();
    await this.page.getByRole('menuitem', { name: this.#say('objects:action.upload'), exact: true }).click();
  }

  async choose(file: ChosenFile): Promise<void> {
    await this.dialog.getByLabel(this.#say('upload:file.label'), { exact: true }).setInputFiles(file);
  }

  /** A text of the window. */
  text(name: string, values: Values = {}): Locator {
    return this.dialog.getByText(this.#say(`upload:${name}`, values), { exact: true });
  }

  act(name: 'create' | 'replace' | 'stop' | 'lookAgain' | 'link' | 'show', values: Values = {}): Locator {
    return this.dialog.getByRole('button', { name: this.#say(`upload:act.${name}`, values) });
  }

  proof(name: string): Locator {
    return this.dialog.getByRole('textbox', { name: this.#say('upload:proof.name', { text: name }) });
  }
}
