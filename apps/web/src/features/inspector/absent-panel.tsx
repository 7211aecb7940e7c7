import type { KeyView } from '@signpost/api-contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../shared/actions/use-actions.ts';
import { Button } from '../../shared/ui/button.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import type { WriteSearch } from './action-bar.tsx';

interface AbsentPanelProps {
  view: KeyView;
  /** The bucket has a hierarchical namespace: no link can lie here. */
  linksUnsupported: boolean | undefined;
  /** Who deleted what was stored here. */
  history: ReactNode;
  onWrite: (search: WriteSearch) => void;
}

/** Nothing is stored at the key: says so, and offers the one thing to do. */
export function AbsentPanel({ view, linksUnsupported, history, onWrite }: AbsentPanelProps) {
  const { t } = useTranslation('inspector');
  const { connection, bucket, key } = view;
  const actions = useActions(
    connection,
    { kind: 'absent', bucket, key },
    { facts: { open: true, linksUnsupported }, onSearch: onWrite },
  );
  const create = actions.find(({ id }) => id === 'createHere');
  if (view.state.kind !== 'absent') return null;
  return (
    <EmptyState
      action={
        create && (
          <Button disabledReason={create.disabledReason} onClick={create.run} variant="primary">
            {create.label}
          </Button>
        )
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
