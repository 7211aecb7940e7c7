import { isArchivedClass } from '@signpost/oss-protocol/rules';
import type { Candidate } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { indexKeyQueries } from '../../shared/queries/index-key-queries.ts';
import { Button } from '../../shared/ui/button.tsx';
import { RadioGroup } from '../../shared/ui/choice.tsx';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { KeyText } from '../../shared/ui/key-text.tsx';
import { Size } from '../../shared/ui/size.tsx';
import { Skeleton, SkeletonFrame } from '../../shared/ui/skeleton.tsx';
import { RelativeTime } from '../../shared/ui/time.tsx';
import type { WriteSearch } from './action-bar.tsx';
import { KnownSince } from './known-since.tsx';
import type { KeyRef } from '../../shared/lib/key-ref.ts';
import { isUnscanned } from '../../shared/lib/is-unscanned.ts';
import { ClassName } from '../../shared/ui/value-name.tsx';
import { useDenial } from '../../shared/access/use-denial.ts';

interface RepairPanelProps {
  keyRef: KeyRef;
  /** The link can be mended without another target: only real proposals are worth a place then. */
  secondary: boolean;
  onWrite: (search: WriteSearch) => void;
}

/** Stands for a key that is none of the proposals. No object can have this name. */
const another = '';

/** A link that does not work is a question with answers: what it could lead to instead. */
export function RepairPanel({ keyRef, secondary, onWrite }: RepairPanelProps) {
  const { t } = useTranslation('inspector');
  const found = useQuery(indexKeyQueries.candidates(keyRef));
  const deny = useDenial(keyRef.connection);
  const [picked, setPicked] = useState<string>();
  if (found.isError)
    return (
      <FailedState
        error={found.error}
        inline
        onRetry={() => void found.refetch()}
        title={t('repair.failed')}
      />
    );
  if (found.data === undefined)
    return (
      <SkeletonFrame className="flex flex-col gap-2">
        <Skeleton className="w-1/2" />
        <Skeleton className="w-11/12" />
        <Skeleton className="w-10/12" />
      </SkeletonFrame>
    );
  const { items, coverage } = found.data;
  if (secondary && items.length === 0) return null;
  const known = items.some(({ key }) => key === picked) || picked === another ? picked : undefined;
  // An archived object would only trade one refusal for another: it is proposed, not chosen.
  const readable = items.find(({ storageClass }) => !isArchivedClass(storageClass));
  const chosen = known ?? (readable ?? items[0])?.key ?? another;
  return (
    <section aria-label={t('repair.title')} className="flex flex-col gap-2 rounded-lg bg-surface-2 p-3">
      {items.length === 0 ? (
        <>
          <h3 className="text-13 font-medium">{t('repair.title')}</h3>
          {!isUnscanned(coverage) && <p className="text-13 text-ink-2">{t('repair.none')}</p>}
        </>
      ) : (
        <RadioGroup
          legend={t('repair.title')}
          onValueChange={setPicked}
          options={[
            ...items.map((item) => ({
              value: item.key,
              label: <KeyText fit="wrap" value={item.key} />,
              hint: <CandidateFacts item={item} />,
            })),
            { value: another, label: t('repair.another') },
          ]}
          value={chosen}
        />
      )}
      <KnownSince coverage={coverage} bucketRef={keyRef} />
      <div className="flex flex-wrap gap-2">
        <Button
          disabledReason={deny('link.repoint', keyRef)}
          onClick={() =>
            onWrite({ dialog: 'repoint', on: keyRef.key, ...(chosen === another ? {} : { to: chosen }) })
          }
          size="small"
          variant={secondary ? 'outline' : 'primary'}
        >
          {t(chosen === another ? 'repair.type' : 'repair.act')}
        </Button>
        {items.length === 0 && !isUnscanned(coverage) && (
          <Button
            disabledReason={deny('link.delete', keyRef)}
            onClick={() => onWrite({ dialog: 'delete', on: keyRef.key })}
            size="small"
          >
            {t('repair.delete')}
          </Button>
        )}
      </div>
    </section>
  );
}

function CandidateFacts({ item }: { item: Candidate }) {
  const { t } = useTranslation('inspector');
  return (
    <span className="flex flex-wrap gap-x-2">
      <span>{t(`repair.why.${item.why}`)}</span>
      <Size bytes={item.size} />
      <RelativeTime at={item.lastModified} worded />
      <span>
        <ClassName value={item.storageClass} />
      </span>
      {isArchivedClass(item.storageClass) && <span className="text-caution">{t('repair.archived')}</span>}
    </span>
  );
}
