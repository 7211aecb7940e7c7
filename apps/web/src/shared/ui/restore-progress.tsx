import { findRestoreWait, parseRestoreExpiry, parseRestoreState } from '@signpost/oss-protocol/rules';
import type { Change } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNow } from '../hooks/use-now.ts';
import type { KeyRef } from '../lib/key-ref.ts';
import { changeQueries } from '../queries/change-queries.ts';
import { formatWait } from './format-wait.ts';
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
  const request = toRequest(asked.data?.items[0]);
  if (request === undefined) return t('restore.restoring');
  const { at, most } = request;
  // The clock of the page ticks twice a minute, so that it may be behind the moment of the request.
  const left = Math.min(most, (at - now) / 1000 + most);
  if (left > 0) return t('restore.readyIn', { time: formatWait(left, i18n.language) });
  // Long overdue: what is under way was asked for later, by somebody else.
  return t(left < -most ? 'restore.restoring' : 'restore.soon');
}

/** When it was asked for, and how many seconds it takes at most. */
function toRequest(change: Change | undefined): { at: number; most: number } | undefined {
  if (change?.restore === undefined) return undefined;
  const { storageClass, tier } = change.restore;
  const wait = findRestoreWait(storageClass, tier);
  return wait === undefined ? undefined : { at: Date.parse(change.at), most: wait.most };
}
