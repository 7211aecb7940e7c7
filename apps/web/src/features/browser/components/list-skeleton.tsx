import { useTranslation } from 'react-i18next';
import { useElapsed } from '../../../shared/hooks/use-elapsed.ts';
import { useChoice } from '../../../shared/hooks/use-choice.ts';
import { cx } from '../../../shared/lib/cx.ts';
import { rowHeightChoice } from '../../../shared/lib/preferences.ts';
import { Skeleton, SkeletonFrame } from '../../../shared/ui/skeleton.tsx';
import { objectRowClass, toRowHeight } from './grid-columns.ts';
import { ListHeader } from './list-header.tsx';
import { useObjectColumns } from './use-object-columns.ts';

const widths = ['w-2/5', 'w-1/2', 'w-1/3', 'w-3/5', 'w-2/5', 'w-1/4', 'w-1/2', 'w-1/3'];
const noRows: [] = [];

/** The list as it will stand, in grey. */
export function ListSkeleton({ narrow }: { narrow: boolean }) {
  const height = toRowHeight(useChoice(rowHeightChoice), narrow);
  const { t } = useTranslation('objects');
  const slow = useElapsed(5000);
  const { columns } = useObjectColumns(noRows, false);
  return (
    <div className="@container min-h-0 flex-1 overflow-hidden" style={columns.style}>
      <div inert>
        <ListHeader columns={columns} narrow={narrow} toReason={() => 'partly'} />
      </div>
      <SkeletonFrame className="overflow-hidden [scrollbar-gutter:stable]">
        {widths.map((width, index) => (
          <div
            className={cx(
              narrow ? 'flex px-3' : objectRowClass,
              'items-center border-l-2 border-transparent',
            )}
            key={index}
            style={{ height }}
          >
            <Skeleton className={width} />
            {!narrow && (
              <>
                <Skeleton className={widths[(index + 3) % widths.length]!} />
                <Skeleton className="w-16" />
                <Skeleton className="ml-auto w-12" />
              </>
            )}
          </div>
        ))}
        {slow && <p className="px-3 py-2 text-13 text-ink-2">{t('list.slow')}</p>}
      </SkeletonFrame>
    </div>
  );
}
