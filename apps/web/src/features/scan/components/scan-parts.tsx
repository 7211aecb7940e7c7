import type { Scan } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { KeyText } from '../../../shared/ui/key-text.tsx';

/** The ranges of keys that are read beside each other, and how far each is. */
export function ScanParts({ parts }: { parts: NonNullable<Scan['parts']> }) {
  const { t } = useTranslation('parts');
  return (
    <section className="flex flex-col gap-1">
      <h3 className="text-12 font-medium text-ink-2">{t('scan.parts.title', { count: parts.length })}</h3>
      <ol className="flex flex-col divide-y divide-line text-12">
        {parts.map(({ after, at, keys, done }) => (
          <li className="flex items-baseline justify-between gap-3 py-1" key={after}>
            <span className="min-w-0 truncate text-ink-2">
              {at === undefined
                ? t('scan.parts.waiting')
                : done
                  ? t('scan.parts.done')
                  : t('scan.parts.upTo')}{' '}
              {at !== undefined && <KeyText value={at} />}
            </span>
            <span className="shrink-0 tabular-nums">{t('scan.parts.keys', { count: keys })}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
