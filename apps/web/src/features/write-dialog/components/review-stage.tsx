import type { Preflight } from '@signpost/api-contract';
import { acceptName, type KeyState } from '@signpost/link-model/write';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { PlansOnKey } from '../../../shared/ui/plans-on-key.tsx';
import { Skeleton, SkeletonFrame } from '../../../shared/ui/skeleton.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { findObjectLoss } from '../../../shared/findings/object-loss.ts';
import type { Severity, Stage } from '../model/dialog-stage.ts';
import type { WriteDialogState } from '../use-write-dialog.ts';
import { FindingList } from './finding-list.tsx';
import { WriteRequestText } from './write-request-text.tsx';

const CompareTargets = lazy(async () => ({
  default: (await import('./compare-targets.tsx')).CompareTargets,
}));

interface ReviewStageProps {
  dialog: WriteDialogState;
  review: Stage & { kind: 'review' };
  back: KeyState | undefined;
  showsRequest: boolean;
  onAction: (action: 'create' | 'repoint' | 'replace') => void;
}

const longestReason = 500;

/** What the write would do: the verdict in a sentence, the findings, a reason to keep with it. */
export function ReviewStage({ dialog, review, back, showsRequest, onAction }: ReviewStageProps) {
  const { t, i18n } = useTranslation('sheet');
  const { preflight, needed, severity } = review;
  const explained = new Set(preflight.findings.filter(({ level }) => level === 'choose').map(acceptName));
  return (
    <div className="flex flex-col gap-3">
      <Verdict review={review} touched={dialog.form.touched} />
      <FindingList
        back={back}
        aged={review.waiting === 'preflight'}
        findings={preflight.findings}
        onAction={onAction}
        dialog={dialog}
        unexplained={needed.filter((name) => !explained.has(name))}
      />
      <PlansOnKey
        name={(number) => t('openPlans.name', { number })}
        place={{ ...dialog.scope, key: preflight.now.key }}
        title={(count) => t('openPlans.title', { count })}
      />
      {dialog.subject.action === 'repoint' && <ComparePart preflight={preflight} scope={dialog.scope} />}
      {severity !== 'blocked' && severity !== 'unchanged' && (
        <TextField
          aside={t('reason.counter', {
            count: dialog.form.reason.length,
            most: longestReason.toLocaleString(i18n.language),
          })}
          hint={t('reason.hint')}
          label={t('reason.label')}
          maxLength={longestReason}
          onChange={(event) => dialog.dispatch({ type: 'reason-typed', text: event.target.value })}
          value={dialog.form.reason}
        />
      )}
      {showsRequest && <WriteRequestText formats={preflight.formats} />}
    </div>
  );
}

/**
 * The way to both targets side by side, where both are objects: else there is nothing to compare. Loaded and looked up
 * only when it is opened.
 */
function ComparePart({ preflight, scope }: { preflight: Preflight; scope: WriteDialogState['scope'] }) {
  const { t } = useTranslation('sheet');
  const [open, setOpen] = useState(false);
  const before = preflight.now.link?.target;
  const after = preflight.target;
  if (before === undefined || after === undefined || before.key === after.key) return null;
  if (before.state.found !== 'object' || after.state.found !== 'object') return null;
  return (
    <>
      <Button
        aria-expanded={open}
        className="self-start"
        onClick={() => setOpen(!open)}
        size="small"
        variant="quiet"
      >
        {t(open ? 'compare.hide' : 'compare.show')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <CompareTargets
            after={{ key: after.key, object: after.state }}
            before={{ key: before.key, object: before.state }}
            scope={scope}
          />
        </Suspense>
      )}
    </>
  );
}

const severityInk: Partial<Record<Severity, string>> = {
  blocked: 'text-danger',
  proof: 'text-danger',
  choices: 'text-caution',
  fine: 'text-health-ok',
};

/** The findings in one sentence, read out when it changes. */
function Verdict({ review, touched }: { review: Stage & { kind: 'review' }; touched: boolean }) {
  const { t } = useTranslation('sheet');
  const { severity, waiting, needed, preflight } = review;
  const advice = preflight.findings.filter(({ level }) => level === 'advise').length;
  const lost = findObjectLoss(preflight.findings);
  const text =
    waiting === 'preflight'
      ? t('say.lookingAgain')
      : waiting === 'settings'
        ? t('say.settings')
        : severity === 'unchanged' && !touched
          ? t('say.start')
          : severity === 'choices'
            ? t('say.choices', { count: needed.length })
            : severity === 'advice'
              ? t('say.advice', { count: advice })
              : t(
                  severity === 'proof' && lost?.recoverable === true
                    ? `say.proof-${lost.code}`
                    : `say.${severity}`,
                );
  return (
    <p
      aria-live="polite"
      className={cx('text-14 font-medium', waiting === 'settings' ? 'text-danger' : severityInk[severity])}
    >
      {text}
    </p>
  );
}

/** The shape of the findings while they are looked for. */
export function LookingStage() {
  const { t } = useTranslation('sheet');
  return (
    <div className="flex flex-col gap-3">
      <p aria-live="polite" className="appear-late text-14 font-medium text-ink-2">
        {t('say.looking')}
      </p>
      <SkeletonFrame className="flex flex-col gap-3">
        {[0, 1, 2, 3].map((row) => (
          <span className="grid grid-cols-[1rem_11rem_1fr] items-center gap-2" key={row}>
            <Skeleton className="size-4 rounded-full" />
            <Skeleton className="w-28" />
            <Skeleton className={row % 2 === 0 ? 'w-2/3' : 'w-1/2'} />
          </span>
        ))}
      </SkeletonFrame>
    </div>
  );
}
