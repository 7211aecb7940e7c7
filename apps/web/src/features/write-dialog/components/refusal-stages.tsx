import type { Change, RequestFormats } from '@signpost/api-contract';
import { undoObstacles } from '@signpost/link-model/write';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../../shared/api/api-error.ts';
import { useProblemText } from '../../../shared/api/use-problem-text.ts';
import { CodeBox } from '../../../shared/ui/code-box.tsx';
import { OssutilOmissions } from '../../../shared/ui/ossutil-omissions.tsx';
import { CopyButton } from '../../../shared/ui/copy-button.tsx';
import { ProblemFacts } from '../../../shared/ui/problem-facts.tsx';
import { DialogMessage } from './dialog-message.tsx';

/** A right is missing: whose rule it is, and who can grant it. */
export function DeniedStage({ error }: { error: ApiError }) {
  const { t } = useTranslation('sheet');
  return (
    <DialogMessage icon="lock" title={t('denied.title')} tone="danger">
      <p>{error.code === 'right-missing' ? t('denied.signpost') : t('denied.oss')}</p>
      <ProblemFacts error={error} />
    </DialogMessage>
  );
}

/** A retention policy forbids it. */
export function ImmutableStage({ error }: { error: ApiError }) {
  const { t } = useTranslation('sheet');
  return (
    <DialogMessage icon="lock" title={t('immutable.title')} tone="danger">
      <p>{t('immutable.body')}</p>
      <ProblemFacts error={error} />
    </DialogMessage>
  );
}

/** A change cannot be taken back, and why. */
export function UndoImpossibleStage({ error }: { error: ApiError }) {
  const { t } = useTranslation('sheet');
  const why = undoObstacles.find((reason) => reason === error.problem?.params?.['why']) ?? 'unknown';
  return (
    <DialogMessage icon="undo" title={t('undoImpossible.title')} tone="caution">
      <p>{t(`undoImpossible.${why}`)}</p>
      <ProblemFacts error={error} />
    </DialogMessage>
  );
}

interface FailedStageProps {
  error: ApiError | undefined;
  change: Change | undefined;
  /** The line that makes the same change by hand, and what that leaves out. */
  formats?: RequestFormats | undefined;
}

/** It was not written: by the answer to the write itself, or by what looking afterwards found. */
export function FailedStage({ error, change, formats }: FailedStageProps) {
  const { t } = useTranslation('sheet');
  const { t: tCommon } = useTranslation();
  const describe = useProblemText();
  return (
    <DialogMessage icon="warning" title={t('failed.title')} tone="danger">
      {error === undefined ? (
        <>
          <p>{t('failed.recorded')}</p>
          {change?.problem?.detail !== undefined && <p>{change.problem.detail}</p>}
          {change?.ossRequestId !== undefined && (
            <p className="flex items-center gap-2 text-12">
              <span className="text-ink-3">{tCommon('failed.ossRequestId')}</span>
              <span className="font-mono break-all">{change.ossRequestId}</span>
              <CopyButton text={change.ossRequestId} what={tCommon('failed.ossRequestId')} />
            </p>
          )}
        </>
      ) : (
        <>
          <p>{describe(error).what}</p>
          <p>{describe(error).todo}</p>
          {error.code === 'change-not-recorded' && formats !== undefined && (
            <>
              <p>{t('failed.byHand')}</p>
              <CodeBox
                head={<OssutilOmissions names={formats.ossutilOmits} />}
                text={formats.ossutil}
                what={t('failed.ossutil')}
              />
            </>
          )}
          <ProblemFacts error={error} />
        </>
      )}
    </DialogMessage>
  );
}
