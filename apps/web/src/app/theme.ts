import { createStoredChoice } from '../shared/lib/stored-choice.ts';

export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];

export const themeChoice = createStoredChoice<Theme>('theme', themes, 'system');

/** Keeps the document in the chosen theme. /startup.js has set it for the first paint already. */
export function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const choice = themeChoice.get();
    document.documentElement.dataset['theme'] =
      choice === 'dark' || (choice === 'system' && dark.matches) ? 'dark' : 'light';
  };
  dark.addEventListener('change', apply);
  themeChoice.subscribe(apply);
  apply();
}
