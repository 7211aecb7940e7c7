import type { KeyView } from '@signpost/api-contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/ui/button.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import type { WriteSearch } from './action-bar.tsx';

interface AbsentPanelProps {
  view: KeyView;
  /** Who deleted what was stored here. */
  history: ReactNode;
  onWrite: (search: WriteSearch) => void;
}

/** Nothing is stored at the key: says so, and offers the one thing to do. */
export function AbsentPanel({ view, history, onWrite }: AbsentPanelProps) {
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
      <div className="mt-2 flex justify-center">{history}</div>
    </EmptyState>
  );
}
