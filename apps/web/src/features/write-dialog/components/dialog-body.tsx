import { useTranslation } from 'react-i18next';
import type { RefObject } from 'react';
import { toVisibleText } from '@signpost/link-model/text';
import type { KeyState } from '@signpost/link-model/write';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { toShownHealth } from '../../../shared/lib/shown-health.ts';
import { HealthGlyph } from '../../../shared/ui/health-glyph.tsx';
import { KeyDiff } from '../../../shared/ui/key-diff.tsx';
import { KeyField } from '../../../shared/ui/key-field.tsx';
import type { WriteDialogState } from '../use-write-dialog.ts';
import { NewLinkSettings } from './new-link-settings.tsx';
import { DiffTable } from './diff-table.tsx';
import { DoneStage } from './done-stage.tsx';
import { NowState, NowThen, TargetFacts } from './now-then.tsx';
import { SendingStage, UnknownStage } from './outcome-stages.tsx';
import { DeniedStage, FailedStage, ImmutableStage, UndoImpossibleStage } from './refusal-stages.tsx';
import { LookingStage, ReviewStage } from './review-stage.tsx';
import { DialogMessage } from './dialog-message.tsx';
import { StaleStage } from './stale-stage.tsx';
import { TargetField } from './target-field.tsx';
import { VersionList } from './version-list.tsx';
import { useFieldErrors } from '../use-field-errors.ts';

interface DialogBodyProps {
  dialog: WriteDialogState;
  back: KeyState | undefined;
  showsRequest: boolean;
  onAction: (action: 'create' | 'repoint' | 'replace') => void;
  keyRef: RefObject<HTMLInputElement | null>;
  targetRef: RefObject<HTMLInputElement | null>;
}

/** The body of the dialog for its stage. */
export function DialogBody(props: DialogBodyProps) {
  const { dialog } = props;
  const { stage } = dialog;
  switch (stage.kind) {
    case 'stale':
      return <StaleStage now={stage.now} dialog={dialog} then={stage.then} />;
    case 'denied':
      return <DeniedStage error={stage.error} />;
    case 'immutable':
      return <ImmutableStage error={stage.error} />;
    case 'undo-impossible':
      return <UndoImpossibleStage error={stage.error} />;
    case 'sending':
      return <SendingStage back={props.back} dialog={dialog} />;
    case 'lost':
      return <UnknownStage change={undefined} outcome={dialog.outcome} objectKey={dialog.form.key} />;
    case 'unresolved':
      return <UnknownStage change={stage.change} outcome={dialog.outcome} objectKey={dialog.form.key} />;
    case 'done':
      return <DoneStage change={stage.change} view={stage.view} />;
    case 'failed':
      return (
        <FailedStage change={stage.change} error={stage.error} formats={dialog.answer.preflight?.formats} />
      );
    default:
      return <FormBody {...props} />;
  }
}

/** Before the write: what is typed, now and then, and what was found. */
function FormBody(props: DialogBodyProps) {
  const { dialog, back } = props;
  const { subject, answer } = dialog;
  const typed = subject.action === 'create' || subject.action === 'repoint';
  return (
    <div className="flex flex-col gap-4">
      {typed ? (
        <TypedPart {...props} />
      ) : (
        answer.preflight !== undefined && <NowThen back={back} preflight={answer.preflight} />
      )}
      {subject.action === 'create' && <NewLinkSettings dialog={dialog} />}
      <hr className="border-line" />
      <Findings {...props} />
    </div>
  );
}

function TypedPart({ dialog, keyRef, targetRef }: DialogBodyProps) {
  const { t } = useTranslation('sheet');
  const { form, dispatch, subject, scope, answer, target } = dialog;
  const { preflight } = answer;
  // While the target cannot be read nothing is asked: what is stored here stays as it was seen.
  const now = [preflight?.now, form.basis].find((view) => view?.key === form.key);
  const errors = useFieldErrors(dialog);
  const after = target.ok ? preflight?.after : undefined;
  return (
    <>
      {subject.action === 'create' && (
        <KeyField
          error={errors.key}
          hint={t('key.hint', { bucket: scope.bucket })}
          label={t('key.label')}
          onKey={(key) => dispatch({ type: 'key-typed', key })}
          ref={keyRef}
          say={(misread) =>
            misread.why === 'other-bucket'
              ? t('key.otherBucket', { bucket: toVisibleText(misread.bucket) })
              : t(`target.misread.${misread.why}`)
          }
          scope={{ bucket: scope.bucket, endpointHost: dialog.endpointHost }}
          value={form.key}
        />
      )}
      {now !== undefined && (
        <dl className="grid grid-cols-[3.5rem_minmax(0,1fr)] items-start gap-x-3 text-13">
          <dt className="text-12 leading-5 text-ink-3">{t('side.now')}</dt>
          <dd className="flex min-w-0 flex-wrap items-center gap-x-3">
            <NowState view={now} />
          </dd>
        </dl>
      )}
      <TargetField dialog={dialog} error={errors.target} inputRef={targetRef} />
      {subject.action === 'repoint' && <VersionList dialog={dialog} />}
      {preflight !== undefined && after !== undefined && after !== null && (
        <div className="flex flex-col gap-2">
          <dl className="grid grid-cols-[3.5rem_minmax(0,1fr)] items-start gap-x-3 text-13">
            <dt className="text-12 leading-5 text-ink-3">{t('side.then')}</dt>
            <dd className="flex min-w-0 flex-wrap items-center gap-x-3">
              <KeyDiff
                after={after.target}
                before={now?.state.kind === 'link' ? now.state.link.target : after.target}
              />
              {preflight.health !== undefined && (
                <HealthGlyph
                  className="text-12"
                  health={toShownHealth({ health: preflight.health, servedWrongly: preflight.servedWrongly })}
                  word
                />
              )}
              {preflight.target !== undefined && <TargetFacts target={preflight.target} />}
            </dd>
          </dl>
          {now !== undefined && <DiffTable after={after} now={now.state} />}
        </div>
      )}
    </>
  );
}

function Findings({ dialog, back, showsRequest, onAction }: DialogBodyProps) {
  const { t } = useTranslation('sheet');
  const { stage } = dialog;
  switch (stage.kind) {
    case 'empty':
      return (
        <DialogMessage
          hint
          icon="link"
          title={t(stage.lacks === 'key' ? 'say.emptyKey' : 'say.emptyTarget')}
        />
      );
    case 'misread':
      return <DialogMessage hint icon="close" title={t('say.blocked')} tone="danger" />;
    case 'checking':
      return <LookingStage />;
    case 'unread':
      return <FailedState error={stage.error} inline onRetry={dialog.preflightAgain} title={t('unseen')} />;
    case 'review':
      return (
        <ReviewStage
          back={back}
          onAction={onAction}
          review={stage}
          dialog={dialog}
          showsRequest={showsRequest}
        />
      );
    default:
      return null;
  }
}
