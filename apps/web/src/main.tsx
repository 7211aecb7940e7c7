import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { announceRelease } from './app/announce-release.ts';
import { needTexts, startI18n } from './app/i18n.ts';
import { followArrivals } from './app/follow-arrivals.ts';
import { followTabs } from './app/follow-tabs.ts';
import { ignoreCompositionKeys } from './app/ignore-composition-keys.ts';
import { watchPartFailures } from './app/part-failures.ts';
import { createQueryClient } from './app/query-client.ts';
import { createAppRouter } from './app/router.tsx';
import { followTheme } from './app/theme.ts';
import { setProblemTexts } from './shared/api/problem-texts.ts';
import { getBasePath } from './shared/lib/base-path.ts';
import './styles/app.css';

const basePath = getBasePath();
// Opened at the server itself instead of the proxy before it: only addresses below the base path are known here.
if (!location.pathname.startsWith(basePath))
  location.replace(`${basePath}${location.pathname.slice(1)}${location.search}${location.hash}`);

ignoreCompositionKeys(window);
watchPartFailures(window);
setProblemTexts(() => needTexts('problems', 'access'));
followTheme();
announceRelease();
const queryClient = createQueryClient();
followTabs(queryClient);
const router = createAppRouter(queryClient);
followArrivals(router);
try {
  await startI18n();
} catch (error) {
  document.documentElement.dataset['start'] = 'failed';
  throw error;
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);

// Declares the fallback fonts once the page stands; their files are fetched only where a glyph is lacking.
import('./styles/fonts-fallback.css').catch(() => {
  // Then a sign that no other font has stays a box.
});
