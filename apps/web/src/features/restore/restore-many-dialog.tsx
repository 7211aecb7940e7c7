import type { LinkSelection } from '@signpost/api-contract';
import type { ArchivedClass } from '@signpost/oss-protocol/rules';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useValueNames } from '../../shared/hooks/use-value-names.ts';
import { formatSize } from '../../shared/lib/format-size.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { coldTargetQueries, groupByClass, type ColdTargets } from '../../shared/queries/key-cold-targets.ts';
import { Button } from '../../shared/ui/button.tsx';
import { RadioGroup } from '../../shared/ui/choice.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { Skeleton, SkeletonFrame } from '../../shared/ui/skeleton.tsx';
import { RestoreForm } from './restore-form.tsx';
import { RestoreOutcome } from './restore-outcome.tsx';
import { useRestoreChoice } from './use-restore-choice.ts';
import { useRestoreMany } from './use-restore-many.ts';
import { useDenial } from '../../shared/access/use-denial.ts';

export interface RestoreManyDialogProps extends BucketRef {
  links: LinkSelection;
  onClose: () => void;
}

/**
 * How the archived targets of selected links become readable. They are looked up first: how many objects and bytes are
 * paid for is known before anything is asked for. One class at a time, since days and fees differ.
 */
export function RestoreManyDialog({ links, onClose, ...scope }: RestoreManyDialogProps) {
  const { t } = useTranslation('restore');
  const formId = useId();
  const found = useQuery(coldTargetQueries.found(scope, links));
  const groups = groupByClass(found.data?.targets ?? []);
  const [chosen, setChosen] = useState<ArchivedClass>();
  const group = groups.find(({ storageClass }) => storageClass === chosen) ?? groups[0];
  const choice = useRestoreChoice(group?.storageClass ?? 'Archive');
  const many = useRestoreMany(scope);
  const { days, tier } = choice;
  const denial = useDenial(scope.connection)('object.restore', { bucket: scope.bucket, partly: true });
  const offers = group !== undefined && many.state === 'idle';
  const isBusy = many.state === 'running' || many.state === 'stopping';
  const send = (): void => {
    if (offers && days !== undefined && denial === undefined)
      many.run({ targets: group.targets, days, tier });
  };
  return (
    <Dialog
      busy={isBusy}
      footer={
        offers ? (
          <Button
            disabledReason={denial ?? (days === undefined ? t('form.daysMissing') : undefined)}
            form={formId}
            type="submit"
            variant="primary"
          >
            {t('many.act', { count: group.targets.length })}
          </Button>
        ) : undefined
      }
      onClose={onClose}
      open
      title={t('many.title')}
    >
      <div className="flex flex-col gap-3 text-13 text-ink-2">
        {found.isPending && (
          <SkeletonFrame>
            <div className="flex flex-col gap-3">
              <Skeleton className="w-4/5" />
              <Skeleton className="h-9" />
            </div>
          </SkeletonFrame>
        )}
        {found.isError && (
          <FailedState
            error={found.error}
            inline
            onRetry={() => void found.refetch()}
            title={t('many.failed')}
          />
        )}
        {found.data !== undefined && <Found found={found.data} />}
        {offers && groups.length > 1 && (
          <ClassChoice groups={groups} onChoose={setChosen} value={group.storageClass} />
        )}
        {offers && (
          <RestoreForm
            choice={choice}
            id={formId}
            onSubmit={send}
            requests={group.targets.length}
            subject={group}
          />
        )}
        {group !== undefined && many.state !== 'idle' && (
          <RestoreOutcome many={many} total={group.targets.length} />
        )}
      </div>
    </Dialog>
  );
}

/** What was found, and what of the selection it does not tell of. */
function Found({ found: { targets, looked, leftOut, unknown } }: { found: ColdTargets }) {
  const { t, i18n } = useTranslation('restore');
  const size = targets.reduce((sum, target) => sum + target.size, 0);
  return (
    <div className="flex flex-col gap-1">
      <p className="text-14 text-ink-1">
        {targets.length === 0
          ? t('many.none')
          : t('many.found', { count: targets.length, size: formatSize(size, i18n.language) })}
      </p>
      <p>{t('many.looked', { count: looked })}</p>
      {unknown > 0 && <p>{t('many.unknown', { count: unknown })}</p>}
      {leftOut > 0 && <p>{t('many.leftOut', { count: leftOut })}</p>}
    </div>
  );
}

interface ClassChoiceProps {
  groups: ReturnType<typeof groupByClass>;
  value: ArchivedClass;
  onChoose: (storageClass: ArchivedClass) => void;
}

function ClassChoice({ groups, value, onChoose }: ClassChoiceProps) {
  const { t, i18n } = useTranslation('restore');
  const names = useValueNames();
  return (
    <RadioGroup<ArchivedClass>
      legend={t('many.class')}
      onValueChange={onChoose}
      options={groups.map(({ storageClass, targets, size }) => ({
        value: storageClass,
        label: names.storageClass(storageClass),
        hint: t('many.found', { count: targets.length, size: formatSize(size, i18n.language) }),
      }))}
      value={value}
    />
  );
}
