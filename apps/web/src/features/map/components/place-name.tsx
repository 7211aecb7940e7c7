import { useTranslation } from 'react-i18next';
import { KeyText } from '../../../shared/ui/key-text.tsx';

/** A key or prefix beside others of a folder: one at the top of the bucket begins with a slash, else it would read as one of the folder. */
export function PlaceName({ name, within = '' }: { name: string; within?: string }) {
  const { t } = useTranslation('map');
  if (name === '') return <span className="min-w-0 truncate">{t('top')}</span>;
  const isOutside = within !== '' && !name.startsWith(within) && !name.slice(0, -1).includes('/');
  return (
    <span className="flex min-w-0">
      {isOutside && (
        <span aria-hidden="true" className="font-mono text-ink-3">
          /
        </span>
      )}
      <KeyText className="min-w-0" value={name} within={within} />
    </span>
  );
}
