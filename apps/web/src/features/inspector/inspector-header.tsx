import type { KeyView } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { toKeyParts } from '../../shared/lib/key-parts.ts';
import { IconButton } from '../../shared/ui/button.tsx';
import { KeyText } from '../../shared/ui/key-text.tsx';
import { Age } from '../../shared/ui/time.tsx';
import { CopyMenu } from './copy-menu.tsx';

interface InspectorHeaderProps {
  objectKey: string;
  view: KeyView | undefined;
  looking: boolean;
  publicUrl: string | undefined;
  wide: boolean;
  onWide: ((wide: boolean) => void) | undefined;
  onRefresh: () => void;
  onClose: () => void;
}

/** What is open, how old its snapshot is, and the way out. */
export function InspectorHeader({
  objectKey,
  view,
  looking,
  publicUrl,
  wide,
  onWide,
  onRefresh,
  onClose,
}: InspectorHeaderProps) {
  const { t } = useTranslation('inspector');
  const Heading = wide ? 'h1' : 'h2';
  return (
    <header className="flex shrink-0 items-start gap-2 border-b border-line py-2 pr-2 pl-3">
      <div className="min-w-0 flex-1">
        <Heading className="flex min-w-0">
          <KeyText
            className="text-14 font-semibold"
            fit={wide ? 'wrap' : 'cut'}
            value={wide ? objectKey : toKeyParts(objectKey).name}
          />
        </Heading>
        <p className="flex h-5 items-center gap-1 text-12 text-ink-3">
          {view !== undefined && (
            <>
              <span>{t(`kind.${view.state.kind}`)} ·</span>
              <Age at={view.checkedAt} />
              <span>· {t('calls', { count: view.calls })}</span>
            </>
          )}
        </p>
      </div>
      {view !== undefined && view.state.kind !== 'absent' && <CopyMenu publicUrl={publicUrl} view={view} />}
      <IconButton
        aria-busy={looking || undefined}
        className={looking ? 'breathe' : ''}
        icon="retry"
        label={t('refresh')}
        onClick={onRefresh}
      />
      {onWide !== undefined && (
        <IconButton
          icon={wide ? 'narrow' : 'widen'}
          label={t(wide ? 'narrow' : 'widen')}
          onClick={() => onWide(!wide)}
        />
      )}
      <CloseButton onClose={onClose} />
    </header>
  );
}

function CloseButton({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return <IconButton icon="close" label={t('action.close')} onClick={onClose} />;
}
