import type { ObservedState, OutsideChange } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { formatSize } from '../../shared/lib/format-size.ts';
import { KeyDiff } from '../../shared/ui/key-diff.tsx';
import { KeyText } from '../../shared/ui/key-text.tsx';
import { toMoments } from './model/moments.ts';
import { Frame, outsideInk } from './timeline-step.tsx';

/** What others changed, and between which two looks: who it was is not known. */
export function ObservedStep({ change: { before, after, seenBefore, seenAt } }: { change: OutsideChange }) {
  const { t, i18n } = useTranslation('inspector');
  return (
    <Frame dot={outsideInk}>
      <p className="font-medium">{t('timeline.observed', toMoments(seenBefore, seenAt, i18n.language))}</p>
      <p className="min-w-0 text-12">
        {before.kind === 'link' &&
        after.kind === 'link' &&
        before.target !== undefined &&
        after.target !== undefined ? (
          <KeyDiff after={after.target} before={before.target} />
        ) : (
          <>
            <ObservedEnd state={before} />
            <span className="text-ink-3">
              <span aria-hidden="true"> → </span>
              <span className="sr-only"> {t('timeline.then')} </span>
            </span>
            <ObservedEnd state={after} />
          </>
        )}
      </p>
    </Frame>
  );
}

function ObservedEnd({ state }: { state: ObservedState }) {
  const { t, i18n } = useTranslation('inspector');
  if (state.kind === 'link' && state.target !== undefined)
    return <KeyText className="text-12" fit="wrap" value={state.target} />;
  return (
    <span className="text-ink-2">
      {state.kind === 'absent' && t('timeline.nothing')}
      {state.kind === 'object' && t('timeline.object', { size: formatSize(state.size, i18n.language) })}
      {state.kind === 'link' && t('timeline.hiddenTarget')}
    </span>
  );
}
