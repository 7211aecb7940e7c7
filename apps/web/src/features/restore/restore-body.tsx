import { useQuery } from '@tanstack/react-query';
import { toOssutilRestore } from '@signpost/link-model/write';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { bucketQueries } from '../../shared/queries/bucket-queries.ts';
import { useValueNames } from '../../shared/hooks/use-value-names.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { toOssutilLocation } from '../../shared/lib/ossutil-place.ts';
import { Button } from '../../shared/ui/button.tsx';
import { CodeBox } from '../../shared/ui/code-box.tsx';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { KeyText } from '../../shared/ui/key-text.tsx';
import { RestoreProgress } from '../../shared/ui/restore-progress.tsx';
import { Size } from '../../shared/ui/size.tsx';
import { RestoreForm } from './restore-form.tsx';
import { canBeRestored, type RestoreSubject } from './restore-subject.ts';
import type { useRestore } from './use-restore.ts';
import type { RestoreChoice } from './use-restore-choice.ts';

interface RestoreBodyProps {
  scope: BucketRef;
  /** Undefined where there is no object to restore any more. */
  subject: RestoreSubject | undefined;
  choice: RestoreChoice;
  restore: ReturnType<typeof useRestore>;
  /** It can be asked for now. */
  offers: boolean;
  formId: string;
  onSubmit: () => void;
  /** The object is being looked at again. */
  pending: boolean;
  onRefresh: () => void;
}

/** What is to be restored and how far that is; what to choose and what it costs, as long as it was not asked for. */
export function RestoreBody(props: RestoreBodyProps) {
  const { scope, subject, choice, restore, offers, formId, onSubmit, pending, onRefresh } = props;
  const { t } = useTranslation('restore');
  const names = useValueNames();
  return (
    <div className="flex flex-col gap-3 text-13 text-ink-2">
      {restore.data !== undefined && <Answer state={restore.data.state} />}
      {subject !== undefined && (
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <KeyText fit="wrap" value={subject.key} />
          <Size bytes={subject.size} />
        </p>
      )}
      <p className="text-14 text-ink-1">
        {t(`stage.${subject?.stage ?? 'other'}`, {
          storageClass: names.storageClass(subject?.storageClass ?? ''),
        })}
      </p>
      {subject !== undefined && subject.restore !== undefined && (
        <p>
          <RestoreProgress keyRef={{ ...scope, key: subject.key }} restore={subject.restore} />
        </p>
      )}
      {restore.isError && <FailedState error={restore.error} inline title={t('refused')} />}
      {offers && subject !== undefined && canBeRestored(subject) && (
        <>
          <RestoreForm
            choice={choice}
            extends={subject.stage !== 'archived'}
            id={formId}
            onSubmit={onSubmit}
            subject={subject}
          />
          <CommandLine choice={choice} scope={scope} subject={subject} />
        </>
      )}
      <div>
        <Button onClick={onRefresh} pending={pending && !restore.isPending} size="small">
          {t('again')}
        </Button>
      </div>
    </div>
  );
}

/** What became of it. Takes the focus from the button that asked for it and is gone. */
function Answer({ state }: { state: 'started' | 'extended' | 'in-progress' | 'unknown' }) {
  const { t } = useTranslation('restore');
  const ref = useRef<HTMLParagraphElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <p className="text-14 font-medium text-ink-1 outline-none" ref={ref} role="status" tabIndex={-1}>
      {t(`answer.${state}`)}
    </p>
  );
}

interface CommandLineProps {
  scope: BucketRef;
  subject: RestoreSubject;
  choice: RestoreChoice;
}

/** The same with the vendor's tool: for who pays for it, where that is somebody else. */
function CommandLine({ scope: { connection, bucket }, subject, choice: { days, tier } }: CommandLineProps) {
  const { t } = useTranslation('restore');
  const location = toOssutilLocation(useQuery(bucketQueries.facts(connection, bucket)).data);
  const line = toOssutilRestore({ bucket, key: subject.key, days: days ?? 1, tier, ...location });
  return (
    <>
      <p>{t('how')}</p>
      <CodeBox text={line} what={t('command')} />
    </>
  );
}
