import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';

/** Which right is missing, and who can grant it. For refusals that no call has to fail for. */
export function ForbiddenState({ title, children }: { title?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-12 text-center">
      <span className="grid size-10 place-items-center rounded-full bg-surface-2 text-health-forbidden">
        <Icon name="lock" size={20} />
      </span>
      <p className="text-14 font-medium">{title ?? t('forbidden.title')}</p>
      <div className="text-13 text-ink-2">{children}</div>
    </div>
  );
}
