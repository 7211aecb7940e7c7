import i18next from 'i18next';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { initReactI18next } from 'react-i18next';
import { onTestFinished } from 'vitest';
import { en } from '../locales/en.ts';

await i18next.use(initReactI18next).init({
  resources: { en },
  lng: 'en',
  defaultNS: 'common',
  interpolation: { escapeValue: false },
});

/** Renders into the page until the test ends; answers what renders anew in the same place. */
export function render(node: ReactNode): (node: ReactNode) => void {
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  root.render(node);
  onTestFinished(() => {
    root.unmount();
    place.remove();
  });
  return (next) => root.render(next);
}
