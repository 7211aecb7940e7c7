import { useTranslation } from 'react-i18next';
import { useValueNames } from '../../../shared/hooks/use-value-names.ts';
import { Size } from '../../../shared/ui/size.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';

interface StoredFactsProps {
  objects: number;
  bytes: number;
  /** Number of objects by storage class. */
  classes: Record<string, number>;
  newest?: string | undefined;
  linksIn?: number;
}

/** How much is stored, in which class, how old it is and how many links lead there, in one line. */
export function StoredFacts({ objects, bytes, classes, newest, linksIn }: StoredFactsProps) {
  const { t } = useTranslation('map');
  const { storageClass } = useValueNames();
  const names = Object.entries(classes)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name]) => storageClass(name))
    .join(', ');
  return (
    <>
      {t('objects', { count: objects })} · <Size bytes={bytes} />
      {names !== '' && ` · ${names}`}
      {newest !== undefined && (
        <>
          {' · '}
          <RelativeTime at={newest} />
        </>
      )}
      {linksIn !== undefined && ` · ${t('linksIn', { count: linksIn })}`}
    </>
  );
}
