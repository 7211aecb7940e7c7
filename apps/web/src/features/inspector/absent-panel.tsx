import type { KeyView } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/ui/button.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import type { WriteSearch } from './actions.tsx';

/** Nothing is stored at the key: says so, and offers the one thing to do. */
export function AbsentPanel({ view, onWrite }: { view: KeyView; onWrite: (search: WriteSearch) => void }) {
  const { t } = useTranslation('inspector');
  if (view.state.kind !== 'absent') return null;
  return (
    <EmptyState
      action={
        <Button onClick={() => onWrite({ dialog: 'create', on: view.key })} variant="primary">
          {t('action.createHere')}
        </Button>
      }
      icon="file"
      title={t('absent.title')}
    >
      <p>{t('absent.body')}</p>
      {view.state.deleteMarker !== undefined && <p className="mt-1">{t('absent.marker')}</p>}
    </EmptyState>
  );
}
