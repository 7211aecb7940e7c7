import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { needTexts, startI18n } from '../src/app/i18n.ts';
import { followTheme } from '../src/app/theme.ts';
import { PartsPage } from './parts-page.tsx';
import './dev.css';

followTheme();
await startI18n();
await needTexts('findings', 'parts');
await import('../src/styles/fonts-fallback.css');
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <PartsPage />
  </StrictMode>,
);
