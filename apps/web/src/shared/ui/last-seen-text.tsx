import type { LastSeen } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { useValueNames } from '../hooks/use-value-names.ts';
import { formatSize } from '../lib/format-size.ts';
import { formatMoment } from '../lib/format-time.ts';

/** What was at a missing target: "Was 48.2 MiB, Standard, last seen Nov 22, 02:10". Without `lastSeen`, that none was ever seen. */
export function LastSeenText({ lastSeen }: { lastSeen: LastSeen | undefined }) {
  const { t, i18n } = useTranslation('parts');
  const { storageClass } = useValueNames();
  if (lastSeen === undefined) return <>{t('lastSeen.never')}</>;
  return (
    <>
      {t('lastSeen.was', {
        size: formatSize(lastSeen.size, i18n.language),
        storageClass: storageClass(lastSeen.storageClass),
        at: formatMoment(lastSeen.seenAt, i18n.language),
      })}
    </>
  );
}
