import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../shared/api/use-problem-text.ts';
import { KeyText } from '../../shared/ui/key-text.tsx';
import { WorkProgress } from '../../shared/ui/parts/work-progress.tsx';
import type { useRestoreMany } from './use-restore-many.ts';

/** Refusals that are listed with their reason; the others are counted. */
const mostListed = 20;

/** How many restores were asked for, and what OSS said to each. */
export function RestoreOutcome({ many, total }: { many: ReturnType<typeof useRestoreMany>; total: number }) {
  const { t } = useTranslation('restore');
  const describe = useProblemText();
  const { state, outcomes, stop } = many;
  const { counts, failed, done } = outcomes;
  if (state === 'idle') return null;
  const lines = (['started', 'extended', 'in-progress', 'unknown'] as const)
    .filter((answer) => counts[answer] > 0)
    .map((answer) => ({ answer, text: t(`many.answer.${answer}`, { count: counts[answer] }) }));
  return (
    <>
      <WorkProgress name={t('many.progress')} onStop={stop} work={{ state, done, total }} />
      <div className="flex flex-col gap-1 text-ink-1" role="status">
        {lines.map(({ answer, text }) => (
          <p key={answer}>{text}</p>
        ))}
        {failed.length > 0 && <p className="text-danger">{t('many.refused', { count: failed.length })}</p>}
      </div>
      {failed.length > 0 && (
        <ul className="flex flex-col gap-1">
          {failed.slice(0, mostListed).map(({ key, error }) => (
            <li className="flex min-w-0 flex-wrap gap-x-2" key={key}>
              <KeyText fit="wrap" value={key} />
              <span>{describe(error).what}</span>
            </li>
          ))}
          {failed.length > mostListed && <li>{t('many.more', { count: failed.length - mostListed })}</li>}
        </ul>
      )}
    </>
  );
}
