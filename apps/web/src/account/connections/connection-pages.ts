import { lazy, type ComponentType } from 'react';
import { needTexts } from '../../app/i18n.ts';
import type { AccountPage } from '../account-place.ts';

/** A page that few visits come to: it is loaded with its texts. */
const toPage = (load: () => Promise<ComponentType>) =>
  lazy(async () => {
    const [page] = await Promise.all([load(), needTexts('connections')]);
    return { default: page };
  });

/** The pages of connections, by their addresses. */
export const connectionPages: { [P in AccountPage]?: ComponentType } = {
  'account/connections': toPage(async () => (await import('./connections-page.tsx')).ConnectionsPage),
  'account/connections/add': toPage(async () => (await import('./form-pages.tsx')).AddConnectionPage),
  'account/connections/edit': toPage(async () => (await import('./form-pages.tsx')).EditConnectionPage),
};
