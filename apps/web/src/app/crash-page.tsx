import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../shared/api/api-error.ts';
import { Button } from '../shared/ui/button.tsx';
import { EmptyState } from '../shared/ui/empty-state.tsx';
import { FailedState } from '../shared/ui/failed-state.tsx';
import { PartFailed } from './part-failed.tsx';
import { isPartFailure } from './part-failures.ts';

/** What stands in for a page that broke. The shell around it goes on working. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  if (error instanceof ApiError) {
    return (
      <FailedState
        error={error}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    );
  }
  if (isPartFailure(error)) return <PartFailed />;
  return (
    <EmptyState
      action={
        <Button icon="retry" onClick={() => location.reload()}>
          {t('crash.reload')}
        </Button>
      }
      icon="warning"
      title={<h1>{t('crash.title')}</h1>}
    >
      <p>{t('crash.body')}</p>
    </EmptyState>
  );
}
