import type { Change } from '@signpost/api-contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { queryScope } from '../../../shared/api/query-scope.ts';
import { isChangeOpen } from '../../../shared/lib/change-standing.ts';
import { formatTime } from '../../../shared/lib/format-time.ts';
import { outcomeQueries } from '../../../shared/queries/outcome-queries.ts';

/** Tells of an earlier write to the same key that may still arrive, and of one that did: it replaced this one. */
export function EarlierWrite({ change: made }: { change: Change }) {
  const { t, i18n } = useTranslation('sheet');
  const client = useQueryClient();
  const { connection, bucket, id } = made;
  const outcome = useQuery({ ...outcomeQueries.one(connection, id), enabled: isChangeOpen(made) });
  const { earlier, overtakenBy } = outcome.data?.change ?? made;
  const isReplaced = overtakenBy !== undefined;
  useEffect(() => {
    if (isReplaced) void client.invalidateQueries({ queryKey: queryScope.bucket(connection, bucket) });
  }, [isReplaced, client, connection, bucket]);
  if (isReplaced)
    return (
      <p className="text-danger" role="alert">
        {t('earlier.arrived')}
      </p>
    );
  if (earlier === undefined) return null;
  return (
    <p aria-live="polite" className="text-caution">
      {t('earlier.mayArrive', { time: formatTime(earlier.mayArriveUntil, i18n.language) })}
    </p>
  );
}
