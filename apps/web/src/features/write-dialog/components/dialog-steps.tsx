import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import type { Stage } from '../model/dialog-stage.ts';
import { steps, toStep } from '../model/dialog-step.ts';

interface DialogStepsProps {
  stage: Stage;
  /** What was typed as proof that a real object may go. */
  proof?: string;
}

/** How far one is: see what would happen, say that it shall, done. */
export function DialogSteps({ stage, proof = '' }: DialogStepsProps) {
  const { t } = useTranslation('sheet');
  const current = steps.indexOf(toStep(stage, proof));
  return (
    <ol aria-label={t('steps.label')} className="flex shrink-0 items-center gap-1.5 text-12 text-ink-3">
      {steps.map((step, index) => (
        <li
          aria-current={index === current ? 'step' : undefined}
          className={cx('flex items-center gap-1.5', index === current && 'font-medium text-ink-1')}
          key={step}
        >
          {index > 0 && <span aria-hidden="true" className="h-px w-3 bg-line-strong sm:w-5" />}
          <span
            aria-hidden="true"
            className={cx(
              'size-2 rounded-full border forced-color-adjust-none',
              index <= current
                ? 'border-accent bg-accent forced-colors:border-[Highlight] forced-colors:bg-[Highlight]'
                : 'border-line-strong bg-transparent forced-colors:border-[CanvasText]',
            )}
          />
          <span className="max-sm:sr-only">{t(`steps.${step}`)}</span>
        </li>
      ))}
    </ol>
  );
}
