import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { announceRelease } from '../app/announce-release.ts';
import { needTexts, startI18n } from '../app/i18n.ts';
import { createQueryClient } from '../app/query-client.ts';
import { followTheme } from '../app/theme.ts';
import { setProblemTexts } from '../shared/api/problem-texts.ts';
import { AccountApp } from './account-app.tsx';
import '../styles/app.css';

/** Sign-in and accounts are a page of their own: nothing of the console is loaded before somebody is known. */
setProblemTexts(() => needTexts('problems', 'access'));
followTheme();
announceRelease();
try {
  await Promise.all([startI18n(), needTexts('account', 'access')]);
} catch (error) {
  document.documentElement.dataset['start'] = 'failed';
  throw error;
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <AccountApp />
    </QueryClientProvider>
  </StrictMode>,
);

import('../styles/fonts-fallback.css').catch(() => {
  // Then a sign that no other font has stays a box.
});
