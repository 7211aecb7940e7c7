import type { Locator, Page } from '@playwright/test';
import { expect } from './patient-expect.ts';
import type { Say } from '../texts/texts.ts';

/** The command palette: one field that takes a key, an address, an id or words. */
export class CommandPalette {
  readonly page: Page;
  readonly dialog: Locator;
  readonly field: Locator;
  readonly options: Locator;
  /** Opens it by pointer; within a bucket it is a short word. */
  readonly button: Locator;
  /** What is said about the text. */
  readonly notes: Locator;
  readonly #say: Say;

  constructor(page: Page, say: Say) {
    this.page = page;
    this.#say = say;
    this.dialog = page.getByRole('dialog', { name: say('palette:title') });
    this.field = this.dialog.getByRole('combobox', { name: say('palette:label') });
    this.button = page
      .getByRole('button', { name: say('shell:box.open') })
      .or(page.getByRole('button', { name: say('shell:box.short') }));
    this.options = this.dialog.getByRole('option');
    this.notes = this.dialog.getByRole('listitem');
  }

  /** Opens it by its shortcut, once the page stands: the keys mean nothing before. */
  async open(): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible();
    await this.page.keyboard.press('Control+k');
    await expect(this.field).toBeFocused();
  }

  /** Pastes a text, as a person does who has it from a ticket. */
  async paste(text: string): Promise<void> {
    await this.field.fill('');
    await this.page.keyboard.insertText(text);
  }

  group(name: 'go' | 'atHand' | 'change' | 'links' | 'places' | 'actions'): Locator {
    return this.dialog.getByRole('group', { name: this.#say(`palette:group.${name}`) });
  }

  note(name: string, values: Readonly<Record<string, string | number>> = {}): Locator {
    return this.notes.filter({ hasText: this.#say(`palette:note.${name}`, values) });
  }
}
