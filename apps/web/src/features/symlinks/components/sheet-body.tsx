import { useTranslation } from 'react-i18next';
import type { RefObject } from 'react';
import { toVisibleText } from '@signpost/link-model/text';
import type { KeyState } from '@signpost/link-model/write';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { HealthGlyph } from '../../../shared/ui/health-glyph.tsx';
import { KeyDiff } from '../../../shared/ui/key-diff.tsx';
import { KeyField } from '../../../shared/ui/key-field.tsx';
import type { WriteSheet } from '../use-write-sheet.ts';
import { NewLinkSettings } from './new-link-settings.tsx';
import { DiffTable } from './diff-table.tsx';
import { DoneStage } from './done-stage.tsx';
import { NowState, NowThen, TargetFacts } from './now-then.tsx';
import { SendingStage, UnknownStage } from './outcome-stages.tsx';
import { DeniedStage, FailedStage, ImmutableStage, UndoImpossibleStage } from './refusal-stages.tsx';
import { LookingStage, ReviewStage } from './review-stage.tsx';
import { SheetMessage } from './sheet-message.tsx';
import { StaleStage } from './stale-stage.tsx';
import { TargetField } from './target-field.tsx';

interface SheetBodyProps {
  sheet: WriteSheet;
  back: KeyState | undefined;
  showsRequest: boolean;
  onAct: (act: 'create' | 'repoint' | 'replace') => void;
  keyRef: RefObject<HTMLInputElement | null>;
  targetRef: RefObject<HTMLInputElement | null>;
}

/** The face of the sheet for its stage. */
export function SheetBody(props: SheetBodyProps) {
  const { sheet } = props;
  const { stage } = sheet;
  switch (stage.at) {
    case 'stale':
      return <StaleStage now={stage.now} sheet={sheet} then={stage.then} />;
    case 'denied':
      return <DeniedStage error={stage.error} />;
    case 'immutable':
      return <ImmutableStage error={stage.error} />;
    case 'undo-impossible':
      return <UndoImpossibleStage error={stage.error} />;
    case 'sending':
      return <SendingStage back={props.back} sheet={sheet} />;
    case 'lost':
      return <UnknownStage change={undefined} looked={sheet.looked} objectKey={sheet.form.key} />;
    case 'settling':
      return <UnknownStage change={stage.change} looked={sheet.looked} objectKey={sheet.form.key} />;
    case 'done':
      return <DoneStage change={stage.change} view={stage.view} />;
    case 'failed':
      return <FailedStage change={stage.change} error={stage.error} />;
    default:
      return <FormBody {...props} />;
  }
}

/** Before the write: what is typed, now and then, and what was found. */
function FormBody(props: SheetBodyProps) {
  const { sheet, back } = props;
  const { subject, look } = sheet;
  const typed = subject.act === 'create' || subject.act === 'repoint';
  return (
    <div className="flex flex-col gap-4">
      {typed ? (
        <TypedPart {...props} />
      ) : (
        look.preflight !== undefined && <NowThen back={back} preflight={look.preflight} />
      )}
      {subject.act === 'create' && <NewLinkSettings sheet={sheet} />}
      <hr className="border-line" />
      <Findings {...props} />
    </div>
  );
}

function TypedPart({ sheet, keyRef, targetRef }: SheetBodyProps) {
  const { t } = useTranslation('sheet');
  const { form, dispatch, subject, scope, look, target } = sheet;
  const { preflight } = look;
  const now = preflight?.now.key === form.key ? preflight.now : undefined;
  const after = target.ok ? preflight?.after : undefined;
  return (
    <>
      {subject.act === 'create' && (
        <KeyField
          hint={t('key.hint', { bucket: scope.bucket })}
          label={t('key.label')}
          onKey={(key) => dispatch({ type: 'key-typed', key })}
          ref={keyRef}
          say={(misread) =>
            misread.why === 'other-bucket'
              ? t('key.otherBucket', { bucket: toVisibleText(misread.bucket) })
              : t(`target.misread.${misread.why}`)
          }
          scope={{ bucket: scope.bucket, endpointHost: sheet.endpointHost }}
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
      <TargetField inputRef={targetRef} sheet={sheet} />
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
                <HealthGlyph className="text-12" health={preflight.health} word />
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

function Findings({ sheet, back, showsRequest, onAct }: SheetBodyProps) {
  const { t } = useTranslation('sheet');
  const { stage } = sheet;
  switch (stage.at) {
    case 'empty':
      return (
        <SheetMessage
          hint
          icon="link"
          title={t(stage.lacks === 'key' ? 'say.emptyKey' : 'say.emptyTarget')}
        />
      );
    case 'misread':
      return <SheetMessage hint icon="close" title={t('say.blocked')} tone="danger" />;
    case 'looking':
      return <LookingStage />;
    case 'unseen':
      return <FailedState error={stage.error} inline onRetry={sheet.lookAgain} title={t('unseen')} />;
    case 'review':
      return (
        <ReviewStage back={back} onAct={onAct} review={stage} sheet={sheet} showsRequest={showsRequest} />
      );
    default:
      return null;
  }
}
