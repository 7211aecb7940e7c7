import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/ui/button.tsx';
import { RefusalLine } from '../page-parts.tsx';
import type { useConnectionForm } from './use-connection-form.ts';

/** Somebody else was first: nothing was saved, and nothing that was typed is lost. */
export function ConflictNotice({
  form: { rebase, rebased },
}: {
  form: Pick<ReturnType<typeof useConnectionForm>, 'rebase' | 'rebased'>;
}) {
  const { t } = useTranslation('connections');
  if (rebased === 'loaded')
    return (
      <p className="text-13 text-ink-2" role="status">
        {t('conflict.loaded')}
      </p>
    );
  if (rebased === 'gone')
    return (
      <p className="text-13 text-danger" role="alert">
        {t('conflict.gone')}
      </p>
    );
  return (
    <div className="flex flex-col gap-2 rounded-md border border-caution p-3 text-13" role="alert">
      <p className="font-semibold">{t('conflict.title')}</p>
      <p className="text-ink-2">{t('conflict.text')}</p>
      <Button className="self-start" onClick={() => rebase.mutate()} pending={rebase.isPending}>
        {t('conflict.submit')}
      </Button>
      <RefusalLine error={rebase.error} />
    </div>
  );
}
