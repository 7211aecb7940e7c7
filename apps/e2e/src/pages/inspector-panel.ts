import type { Locator, Page } from '@playwright/test';
import type { Say } from '../texts/texts.ts';

/** The panel beside the list: everything about one key. */
export class InspectorPanel {
  readonly page: Page;
  readonly #say: Say;

  constructor(page: Page, say: Say) {
    this.page = page;
    this.#say = say;
  }

  /** The panel about a key, by the key as it is shown. On a phone it stands in a dialog of the same name. */
  about(shownKey: string): Locator {
    return this.page.getByRole('region', {
      name: this.#say('inspector:label', { key: shownKey }),
      exact: true,
    });
  }

  card(name: 'link' | 'target' | 'next' | 'object'): Locator {
    return this.page.getByRole('region', { name: this.#say(`inspector:card.${name}`), exact: true });
  }

  verdict(health: string): Locator {
    return this.page.getByText(this.#say(`inspector:verdict.${health}`), { exact: true });
  }

  tab(name: 'reader' | 'metadata' | 'preview' | 'request' | 'timeline'): Locator {
    return this.page.getByRole('tab', { name: this.#say(`inspector:tab.${name}`) });
  }

  /** Opens the menu of what has no button of its own: undoing, downloading and deleting. */
  async openMore(): Promise<void> {
    await this.action('more').click();
  }

  /** An item of that menu. */
  more(name: 'delete' | 'download'): Locator {
    return this.page.getByRole('menuitem', { name: this.#say(`actions:label.${name}`), exact: true });
  }

  action(name: string): Locator {
    const text = name === 'more' ? 'inspector:action.more' : `actions:label.${name}`;
    return this.page.getByRole('button', { name: this.#say(text), exact: true });
  }
}
