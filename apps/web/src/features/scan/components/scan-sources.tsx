import type { AnswerOf } from '@signpost/api-contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/call.ts';
import { refreshIndex } from '../../../shared/api/refresh-index.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { scanQueries } from '../../../shared/queries/scan-queries.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { RadioGroup } from '../../../shared/ui/choice.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import { toSource } from '../model/scan-source.ts';
import { useDenial } from '../../../shared/access/use-denial.ts';

type Sources = AnswerOf<'listScanSources'>;
interface Option {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

/** What can feed a scan, what each costs and how old it is; and the way to begin one. */
export function ScanSources({ connection, bucket }: BucketRef) {
  const { t } = useTranslation('parts');
  const queryClient = useQueryClient();
  const sources = useQuery(scanQueries.sources({ connection, bucket }));
  const [chosen, setChosen] = useState('list');
  const options = useOptions(sources.data);
  const denial = useDenial(connection)('scan.run', { bucket });
  const start = useMutation({
    mutationFn: () => call('startScan', { body: { connection, bucket, source: toSource(chosen) } }),
    onSuccess: () => refreshIndex(queryClient, connection),
  });
  return (
    <form
      className="flex flex-col gap-2 border-t border-line pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (denial === undefined && !start.isPending) start.mutate();
      }}
    >
      <RadioGroup
        legend={t('scan.source.legend')}
        onValueChange={setChosen}
        options={options}
        value={chosen}
      />
      <p className="text-12 text-ink-2">{t('scan.source.noTargets')}</p>
      {sources.data?.inventoriesDenied === true && (
        <p className="text-12 text-ink-2">{t('scan.source.denied')}</p>
      )}
      {sources.isError && <FailedState error={sources.error} inline title={t('scan.source.unknown')} />}
      <Button className="self-start" disabledReason={denial} pending={start.isPending} type="submit">
        {t('scan.source.start')}
      </Button>
      {start.isError && <FailedState error={start.error} inline title={t('scan.source.failed')} />}
    </form>
  );
}

function useOptions(sources: Sources | undefined): Option[] {
  const { t } = useTranslation('parts');
  const cost = ({ calls, most }: { calls?: number | undefined; most?: number | undefined }): string =>
    most === undefined
      ? t('scan.source.costUnknown')
      : calls === undefined
        ? t('scan.source.most', { count: most })
        : t('scan.source.cost', { count: calls, most });
  const list: Option = { value: 'list', label: t('scan.source.list') };
  if (sources === undefined) return [list];
  const { metaQuery } = sources;
  const inventories = sources.inventories.map(
    ({ id, unusable, createdAt, missingColumns = [], ...costs }): Option => ({
      value: `inventory ${id}`,
      label: (
        <>
          {t('scan.source.inventory', { id })}
          {createdAt !== undefined && (
            <>
              {' · '}
              {t('scan.source.written')} <RelativeTime at={createdAt} worded />
            </>
          )}
        </>
      ),
      hint:
        unusable === undefined
          ? cost(costs)
          : t(`scan.source.unusable.${unusable}`, { columns: missingColumns.join(', ') }),
      disabled: unusable !== undefined,
    }),
  );
  return [
    { ...list, hint: cost(sources.list) },
    ...inventories,
    {
      value: 'meta-query',
      label: t('scan.source.metaQuery'),
      hint:
        metaQuery.state === 'ready'
          ? `${t('scan.source.linksOnly')} ${cost(metaQuery)}`
          : t(`scan.source.meta.${metaQuery.state}`),
      disabled: metaQuery.state !== 'ready',
    },
  ];
}
