import { findRestoreWait, parseRestoreExpiry, parseRestoreState } from '@signpost/oss-protocol/rules';
import type { Change } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNow } from '../hooks/use-now.ts';
import { formatDuration } from '../lib/format-duration.ts';
import type { KeyRef } from '../lib/key-ref.ts';
import { changeQueries } from '../queries/change-queries.ts';
import { ExactTime } from './time.tsx';

interface RestoreProgressProps {
  /** The archived object. */
  keyRef: KeyRef;
  /** Its `x-oss-restore`. */
  restore: string | undefined;
}

/** How far the restore of an archived object is: about when it can be read, or until when. */
export function RestoreProgress({ keyRef, restore }: RestoreProgressProps) {
  const { t } = useTranslation('parts');
  const state = parseRestoreState(restore);
  if (state === 'restoring') return <Restoring keyRef={keyRef} />;
  const end = parseRestoreExpiry(restore);
  if (state === 'archived') return null;
  if (end === undefined) return t('restore.readable');
  return (
    <>
      {t('restore.until')} <ExactTime at={end.toISOString()} />
    </>
  );
}

/** OSS does not tell when it will be done: that follows from what Signpost has asked for, where it was Signpost. */
function Restoring({ keyRef: { connection, bucket, key } }: { keyRef: KeyRef }) {
  const { t, i18n } = useTranslation('parts');
  const now = useNow('half-minute');
  const filter = { bucket, key, action: 'restore', outcome: 'applied', limit: '1' } as const;
  const asked = useQuery(changeQueries.page(connection, filter));
  const ready = toReadyAt(asked.data?.items[0]);
  if (ready === undefined) return t('restore.restoring');
  const left = (ready - now) / 1000;
  return left <= 0 ? t('restore.soon') : t('restore.readyIn', { time: formatDuration(left, i18n.language) });
}

function toReadyAt(change: Change | undefined): number | undefined {
  if (change?.restore === undefined) return undefined;
  const { storageClass, tier } = change.restore;
  const wait = findRestoreWait(storageClass, tier);
  return wait === undefined ? undefined : Date.parse(change.at) + wait.most * 1000;
}
