import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { indexQueries } from '../../../shared/queries/index-queries.ts';
import { Button } from '../../../shared/ui/button.tsx';
import type { IndexScan } from '../use-index-scan.ts';
import { useDenial } from '../../../shared/access/use-denial.ts';

interface HeaderCheckProps {
  connection: string;
  bucket: string;
  scan: IndexScan;
}

/** Scans a bucket once more and compares headers on the way, which a scan does only when it is asked to. */
export function HeaderCheck({ connection, bucket, scan }: HeaderCheckProps) {
  const { t } = useTranslation('links');
  const deny = useDenial(connection);
  const cost = useQuery(indexQueries.coverage(connection, bucket));
  const { state, estimatedMostWithHeaders: calls } = cost.data?.items[0] ?? {};
  if (state === undefined || state === 'scanning' || calls === undefined) return null;
  return (
    <Button
      disabledReason={deny('scan.run', { bucket })}
      onClick={() => scan.read(bucket, { headers: true })}
      pending={scan.asking === bucket}
      size="small"
      data-tip={t('headers.meaning')}
    >
      {t('headers.check', { count: calls })}
    </Button>
  );
}
