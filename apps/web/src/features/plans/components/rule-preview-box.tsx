import { useTranslation } from 'react-i18next';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { KeyDiff } from '../../../shared/ui/key-diff.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { Age } from '../../../shared/ui/time.tsx';
import type { RulePreviewState } from '../use-rule-preview.ts';

/** What a rule would do: how many links change, the first of them, and why the others stay. Nothing is read from OSS. */
export function RulePreviewBox({ preview: { data, error } }: { preview: RulePreviewState }) {
  const { t } = useTranslation('plans');
  if (error !== null) return <FailedState error={error} inline title={t('preview.failed')} />;
  return (
    <section
      aria-label={t('preview.title')}
      className="flex flex-col gap-2 rounded-lg border border-line p-3"
    >
      {data === undefined ? (
        <Skeleton className="w-2/3" />
      ) : (
        <>
          <p aria-live="polite" className="text-13 font-medium">
            {t('preview.changes', { changes: data.changes, count: data.links })}
          </p>
          {data.examples.length > 0 && (
            <ul aria-label={t('preview.examples')} className="flex flex-col gap-2 text-12">
              {data.examples.map(({ key, now, next }) => (
                <li className="flex min-w-0 flex-col gap-0.5" key={key}>
                  <KeyText value={key} />
                  <span className="flex min-w-0 gap-1.5">
                    <span aria-hidden="true" className="text-ink-3">
                      →
                    </span>
                    <KeyDiff after={next} before={now} />
                  </span>
                </li>
              ))}
            </ul>
          )}
          <ul className="flex flex-col gap-0.5 text-12 text-ink-2 empty:hidden">
            {Object.entries(data.left).map(([why, count]) => (
              <li key={why}>
                {t('preview.left', {
                  count,
                  why: (t as (name: string) => string)(
                    why === 'target-unread' ? 'preview.unread' : `why.${why}`,
                  ),
                })}
              </li>
            ))}
          </ul>
          {data.coverage.scannedAt !== undefined && (
            <span className="text-12 text-ink-3">
              <Age action="scanned" at={data.coverage.scannedAt} />
            </span>
          )}
        </>
      )}
    </section>
  );
}
