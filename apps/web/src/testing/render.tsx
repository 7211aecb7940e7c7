import { QueryClientProvider } from '@tanstack/react-query';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { initReactI18next } from 'react-i18next';
import { onTestFinished } from 'vitest';
import { createQueryClient } from '../app/query-client.ts';
import { connectionQueries } from '../shared/queries/connection-queries.ts';
import { heldConnections } from './held-rights.ts';
import { en } from '../locales/en.ts';
import access from '../locales/en/access.json';
import audit from '../locales/en/audit.json';
import buckets from '../locales/en/buckets.json';
import actions from '../locales/en/actions.json';
import changes from '../locales/en/changes.json';
import connect from '../locales/en/connect.json';
import findings from '../locales/en/findings.json';
import home from '../locales/en/home.json';
import inspector from '../locales/en/inspector.json';
import links from '../locales/en/links.json';
import map from '../locales/en/map.json';
import parts from '../locales/en/parts.json';
import plans from '../locales/en/plans.json';
import problems from '../locales/en/problems.json';
import restore from '../locales/en/restore.json';
import rows from '../locales/en/rows.json';
import sheet from '../locales/en/sheet.json';
import tour from '../locales/en/tour.json';
import upload from '../locales/en/upload.json';

await i18next.use(initReactI18next).init({
  resources: {
    en: {
      ...en,
      access,
      actions,
      audit,
      buckets,
      changes,
      connect,
      findings,
      home,
      inspector,
      links,
      map,
      parts,
      plans,
      problems,
      restore,
      rows,
      sheet,
      tour,
      upload,
    },
  },
  lng: 'en',
  defaultNS: 'common',
  interpolation: { escapeValue: false },
});

/** Renders into the page until the test ends, with a query cache of its own; answers what renders anew in the same place. */
export function render(node: ReactNode): (node: ReactNode) => void {
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  const queryClient = createQueryClient();
  queryClient.setQueryData(connectionQueries.list().queryKey, heldConnections());
  const show = (next: ReactNode): void =>
    root.render(<QueryClientProvider client={queryClient}>{next}</QueryClientProvider>);
  show(node);
  onTestFinished(() => {
    root.unmount();
    queryClient.clear();
    place.remove();
  });
  return show;
}
