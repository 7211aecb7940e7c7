import type { LinkMap } from '@signpost/api-contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toOperationUrl } from '../../../shared/api/call.ts';
import { useIsNarrow } from '../../../shared/hooks/use-media-query.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Icon } from '../../../shared/ui/icon.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { Size } from '../../../shared/ui/size.tsx';
import { StoredFacts } from './stored-facts.tsx';

interface UnpointedListProps extends BucketRef {
  unpointed: NonNullable<LinkMap['unpointed']>;
  prefix: string | undefined;
  /** The whole bucket was scanned: a folder that no link is known to lead to has none. */
  whole: boolean;
}

/** Folders that no link leads to, largest first: what could go, or what was forgotten. On a phone the map has the room. */
export function UnpointedList({ unpointed, prefix, whole, connection, bucket }: UnpointedListProps) {
  const { t } = useTranslation('map');
  const narrow = useIsNarrow();
  const { items, total, bytes } = unpointed;
  // Undefined until the reader opens or closes it. A closed list has no rows in the document.
  const [chosen, setChosen] = useState<boolean>();
  const open = chosen ?? (!narrow && items.length <= 2);
  if (total === 0) return null;
  return (
    <section className="flex shrink-0 items-start gap-3 border-t border-line px-3 py-1.5">
      <details
        className="group min-w-0 flex-1 text-13"
        onToggle={({ currentTarget }) => {
          if (currentTarget.open !== open) setChosen(currentTarget.open);
        }}
        open={open}
      >
        <summary className="flex min-h-7 cursor-pointer list-none flex-wrap items-center gap-x-2 gap-y-1 rounded-sm">
          <Icon
            className="shrink-0 text-ink-3 transition-transform group-open:rotate-90"
            name="chevronRight"
            size={14}
          />
          <span className="font-medium">{t(whole ? 'unpointed.title' : 'unpointed.titlePart')}</span>
          <span className="text-ink-2">
            {t('unpointed.count', { count: total })} · <Size bytes={bytes} />
          </span>
        </summary>
        {open && <Folders bucket={bucket} connection={connection} items={items} total={total} />}
      </details>
      <a
        className={buttonClass('outline', 'small')}
        href={toOperationUrl('exportUnpointed', {
          connection,
          bucket,
          ...(prefix === undefined ? {} : { prefix }),
        })}
      >
        {t('unpointed.export')}
      </a>
    </section>
  );
}

function Folders({
  items,
  total,
  connection,
  bucket,
}: BucketRef & Pick<UnpointedListProps['unpointed'], 'items' | 'total'>) {
  const { t } = useTranslation('map');
  return (
    <ul className="max-h-56 overflow-auto pb-1">
      {items.map(({ prefix: folder, ...stored }) => (
        <li
          className="flex min-h-7 min-w-0 flex-wrap items-center gap-x-3 max-sm:flex-col max-sm:items-start"
          key={folder}
        >
          <Link
            className="touch-target flex min-w-0 items-center rounded-sm hover:underline"
            params={{ connection, bucket }}
            search={{ prefix: folder }}
            to="/c/$connection/b/$bucket"
          >
            <KeyText className="min-w-0" value={folder} />
          </Link>
          <span className="text-12 text-ink-3">
            <StoredFacts {...stored} />
          </span>
        </li>
      ))}
      {total > items.length && (
        <li className="text-12 text-ink-3">{t('unpointed.more', { count: total - items.length })}</li>
      )}
    </ul>
  );
}
