import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import type { KeyBacklinks } from './use-page-facts.ts';

/** `← 2 links`: who leads to a key, by count, and by name where the pointer rests. */
export function BacklinksMark({ backlinks, className }: { backlinks: KeyBacklinks; className?: string }) {
  const { t } = useTranslation('objects');
  const { count, first, atLeast } = backlinks;
  const names = first.map(toVisibleText).join('\n');
  const more = count - first.length;
  return (
    <span
      className={className ?? 'truncate text-ink-2'}
      title={more > 0 ? `${names}\n${t('row.andMore', { count: more })}` : names}
    >
      <span aria-hidden="true" className="mr-1 text-ink-3">
        ←
      </span>
      {t(atLeast ? 'row.linksAtLeast' : 'row.links', { count })}
    </span>
  );
}
