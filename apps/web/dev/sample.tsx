import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Picks a made-up text in the language of the page. */
export function useSample(): (english: string, chinese: string) => string {
  const { i18n } = useTranslation();
  return (english, chinese) => (i18n.language === 'en' ? english : chinese);
}

/** One part with its states. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-3 border-t border-line py-5">
      <h2 className="text-16 font-medium">{title}</h2>
      {children}
    </section>
  );
}
