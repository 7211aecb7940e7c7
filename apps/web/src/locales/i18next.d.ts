import type { en } from './en.ts';
import type home from './en/home.json';
import type links from './en/links.json';
import type palette from './en/palette.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    // Texts of single places are fetched with them (app/i18n.ts), and typed like the others.
    resources: typeof en & { home: typeof home; links: typeof links; palette: typeof palette };
  }
}
