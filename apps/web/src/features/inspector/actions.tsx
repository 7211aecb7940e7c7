import type { KeyView } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { toOperationUrl } from '../../shared/api/call.ts';
import { toShownHealth } from '../../shared/lib/shown-health.ts';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import type { BrowserSearch } from '../../shared/lib/browser-search.ts';
import { canRepair, isReadable } from './model/link-verdict.ts';

/** What the write dialog is opened for, as the address says it. */
export type WriteSearch = Pick<BrowserSearch, 'dialog' | 'on' | 'to' | 'change'>;

interface ActionsProps {
  view: KeyView;
  onWrite: (search: WriteSearch) => void;
}

/** What can be done with the key: writes open the dialog, nothing is written from here. */
export function Actions({ view, onWrite }: ActionsProps) {
  const { t } = useTranslation('inspector');
  const { key, state } = view;
  const target = view.link?.target.state;
  const wrong = view.link !== undefined && toShownHealth(view.link) === 'served-wrongly';
  const final = target?.found === 'link' ? target.final : null;
  const repairs = view.link !== undefined && canRepair(view.link);
  return (
    <div className="flex flex-wrap gap-2">
      {state.kind === 'link' && (
        <>
          {wrong && (
            <Button
              onClick={() => onWrite({ dialog: 'repoint', on: key, to: state.link.target })}
              size="small"
              variant="primary"
            >
              {t('action.repair')}
            </Button>
          )}
          {final !== null && (
            <Button
              onClick={() => onWrite({ dialog: 'repoint', on: key, to: final })}
              size="small"
              variant="primary"
            >
              {t('action.flatten')}
            </Button>
          )}
          <Button
            onClick={() => onWrite({ dialog: 'repoint', on: key })}
            size="small"
            variant={final === null && !wrong && !repairs ? 'primary' : 'outline'}
          >
            {t('action.repoint')}
          </Button>
          <Button
            onClick={() => onWrite({ dialog: 'delete', on: key })}
            size="small"
            variant="outline-danger"
          >
            {t('action.delete')}
          </Button>
        </>
      )}
      {state.kind === 'object' && (
        <Button onClick={() => onWrite({ dialog: 'create', to: key })} size="small" variant="primary">
          {t('action.linkHere')}
        </Button>
      )}
      {isReadable(view) && (
        <a
          className={buttonClass('outline', 'small')}
          download
          href={toOperationUrl('downloadObject', { connection: view.connection, bucket: view.bucket, key })}
        >
          <Icon name="download" />
          {t('action.download')}
        </a>
      )}
      {state.kind === 'object' && (
        <Button
          onClick={() => onWrite({ dialog: 'delete-object', on: key })}
          size="small"
          variant="outline-danger"
        >
          {t('action.delete')}
        </Button>
      )}
    </div>
  );
}
