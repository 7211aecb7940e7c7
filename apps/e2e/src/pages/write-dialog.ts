import type { Locator, Page } from '@playwright/test';
import { expect } from './patient-expect.ts';
import type { Say } from '../texts/texts.ts';

type Values = Readonly<Record<string, string | number>>;

/** The dialog in which links are written. */
export class WriteDialog {
  readonly page: Page;
  readonly dialog: Locator;
  readonly key: Locator;
  readonly target: Locator;
  readonly reason: Locator;
  readonly options: Locator;
  /** Old and new target side by side. */
  readonly comparison: Locator;
  readonly #say: Say;

  constructor(page: Page, say: Say) {
    this.page = page;
    this.#say = say;
    this.dialog = page.getByRole('dialog').filter({ hasNot: page.getByText(say('sheet:leave.body')) });
    this.key = this.dialog.getByRole('textbox', { name: say('sheet:key.label') });
    this.target = this.dialog.getByRole('combobox', { name: say('sheet:target.label') });
    this.reason = this.dialog.getByRole('textbox', { name: say('sheet:reason.label') });
    this.comparison = this.dialog.getByRole('region', { name: say('sheet:compare.title') });
    // Proposals are drawn over the page, outside of the dialog.
    this.options = page.getByRole('listbox').getByRole('option');
  }

  /** A text of the dialog, in the language of the test. */
  text(name: string, values: Values = {}): Locator {
    return this.dialog.getByText(this.#say(name, values), { exact: true });
  }

  /** The same file as the target in another version, by its name in the list. */
  version(shown: string): Locator {
    return this.dialog
      .getByRole('group', { name: this.#say('sheet:versions.title') })
      .getByRole('radio', { name: shown });
  }

  /** A decision that has to be taken before writing. */
  accept(finding: string): Locator {
    return this.dialog.getByRole('checkbox', { name: this.#say(`findings:accept.${finding}`) });
  }

  /** Where the name of an object has to be typed before it is replaced. */
  proof(name: string): Locator {
    return this.dialog.getByRole('textbox', { name: this.#say('sheet:proof.name', { text: name }) });
  }

  /** The button that writes, by what it says it does. */
  button(act: string, values: Values): Locator {
    return this.dialog.getByRole('button', { name: this.#say(`sheet:button.${act}`, values) });
  }

  /** Another button of the dialog. */
  other(name: string): Locator {
    return this.dialog.getByRole('button', { name: this.#say(name), exact: true });
  }

  /** Expects the dialog to say which key it is about: the whole of it, and its bucket. */
  async expectPlace(bucket: string, key: string): Promise<void> {
    await expect(this.dialog).toHaveAccessibleDescription(`${bucket} / ${key}`);
    await expect(this.dialog.locator(`[data-tip=${JSON.stringify(key)}]`).first()).toBeVisible();
  }

  /** Types a target and turns to the rest of the dialog, which leaves the proposals. */
  async leadTo(target: string): Promise<void> {
    await this.target.fill(target);
    // Proposals hide nothing of the dialog: its head is found by its role while they are open.
    await this.dialog.getByRole('heading', { level: 2 }).click();
    await expect(this.options).toHaveCount(0);
  }

  /** Expects a write to be over, and what it did to be said; OSS's request id along with it unless its answer was lost. */
  async expectDone(action: string, values: Values, { answered = true } = {}): Promise<void> {
    await expect(this.text(`sheet:done.${action}`, values)).toBeVisible();
    await expect(this.dialog.getByText(/^[0-9A-F]{24}$/)).toHaveCount(answered ? 1 : 0);
  }

  async close(): Promise<void> {
    // One in the corner, one at the end.
    await this.other('sheet:done.close').last().click();
    await expect(this.dialog).toBeHidden();
  }
}
