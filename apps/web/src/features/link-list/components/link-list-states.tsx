import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { Skeleton, SkeletonFrame } from '../../../shared/ui/skeleton.tsx';

interface NoLinksProps {
  connection: string;
  /** The list is narrowed by a filter. */
  filtered: boolean;
  /** Every bucket has been read to its end. */
  whole: boolean;
}

/** No link to list, and why. */
export function NoLinks({ connection, filtered, whole }: NoLinksProps) {
  const { t } = useTranslation('links');
  const why = filtered ? 'filtered' : whole ? 'none' : 'unread';
  return (
    <div className="flex-1">
      <EmptyState
        action={
          <Link
            className={buttonClass('outline')}
            params={{ connection }}
            to={filtered ? '/c/$connection/links' : '/c/$connection'}
          >
            {t(filtered ? 'empty.showAll' : 'empty.home')}
          </Link>
        }
        icon="link"
        title={t(`empty.${why}.title`)}
      >
        <p>{t(`empty.${why}.body`)}</p>
        {filtered && !whole && <p>{t('empty.unsure')}</p>}
      </EmptyState>
    </div>
  );
}

/** The shape of the list while it is loaded. */
export function LinksSkeleton() {
  return (
    <SkeletonFrame className="flex-1 px-3">
      {['w-1/3', 'w-2/5', 'w-1/4', 'w-2/5', 'w-1/3', 'w-1/2'].map((width, row) => (
        <div className="flex h-8 items-center gap-6" key={row}>
          <Skeleton className="w-24" />
          <Skeleton className={width} />
          <Skeleton className="w-1/4" />
        </div>
      ))}
    </SkeletonFrame>
  );
}
