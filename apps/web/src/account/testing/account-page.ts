import axe from 'axe-core';
import type { AnswerOf } from '@signpost/api-contract';
import i18next from 'i18next';
import { page, type Locator } from 'vitest/browser';
import account from '../../locales/en/account.json';
// It starts the texts, to which those of accounts are added.
import '../../testing/render.tsx';
import '../../styles/app.css';

i18next.addResourceBundle('en', 'account', account);

export const say = i18next.getFixedT('en', 'account');
export const sayAccess = i18next.getFixedT('en', 'access');

/** The connections of a console with its demo alone. */
export const demoConnections: AnswerOf<'listConnections'> = {
  items: [
    {
      name: 'default',
      mode: 'embedded',
      endpoint: 'http://oss',
      region: 'cn',
      demo: true,
      readOnly: false,
      production: false,
    },
  ],
};

export const dialog = page.getByRole('dialog');
export const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
export const inDialog = (name: string): Locator => dialog.getByRole('button', { name, exact: true });

/** Rules of WCAG 2.2 AA that a part of the page breaks, with the elements that do. */
export async function findViolations(place: Element = document.body): Promise<string[]> {
  const { violations } = await axe.run(place, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
