import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '../shared/ui/button.tsx';
import { EmptyState } from '../shared/ui/empty-state.tsx';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <EmptyState
      action={
        <Link className={buttonClass('primary')} to="/">
          {t('notFound.home')}
        </Link>
      }
      icon="search"
      title={<h1>{t('notFound.title')}</h1>}
    >
      <p>{t('notFound.body')}</p>
    </EmptyState>
  );
}
