import type { Preflight, TargetCard } from '@signpost/api-contract';
import type { KeyState, LinkDraft } from '@signpost/link-model/write';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toShownHealth } from '../../../shared/lib/shown-health.ts';
import { HealthGlyph } from '../../../shared/ui/health-glyph.tsx';
import { KeyDiff } from '../../../shared/ui/key-diff.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { Size } from '../../../shared/ui/size.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import { DiffTable } from './diff-table.tsx';
import { ClassName } from '../../../shared/ui/value-name.tsx';

interface NowThenProps {
  preflight: Preflight;
  /** What an undo brings back, where that is not a link. */
  back?: KeyState | undefined;
  /** Stands on the line of "then" instead of the target: the field in which it is typed. */
  field?: ReactNode;
}

/** What is stored at the key now, what would be stored there, and only what differs between them marked. */
export function NowThen({ preflight, back, field }: NowThenProps) {
  const { t } = useTranslation('sheet');
  const { now, after, target, health, servedWrongly } = preflight;
  return (
    <div className="flex flex-col gap-3">
      <dl className="grid grid-cols-[3.5rem_minmax(0,1fr)] items-start gap-x-3 gap-y-1.5 text-13">
        <dt className="text-12 leading-5 text-ink-3">{t('side.now')}</dt>
        <dd className="flex min-w-0 flex-wrap items-center gap-x-3">
          <NowState view={now} />
        </dd>
        <dt className="text-12 leading-5 text-ink-3">{t('side.then')}</dt>
        <dd className="flex min-w-0 flex-wrap items-center gap-x-3">
          {field ?? <ThenState after={after} back={back} now={now.state} />}
          {health !== undefined && (
            <HealthGlyph className="text-12" health={toShownHealth({ health, servedWrongly })} word />
          )}
          {target !== undefined && <TargetFacts target={target} />}
        </dd>
      </dl>
      <DiffTable after={after} now={now.state} />
    </div>
  );
}

export function NowState({ view }: { view: Preflight['now'] }) {
  const { t } = useTranslation('sheet');
  const { state } = view;
  switch (state.kind) {
    case 'absent':
      return <span className="text-ink-2">{t('state.absent')}</span>;
    case 'object':
      return (
        <>
          <ObjectWord size={state.facts.size} />
          <span className="font-mono text-12 text-ink-3">{state.headers.contentType}</span>
          <Written at={state.facts.lastModified} />
        </>
      );
    case 'link':
      return (
        <>
          <KeyText fit={state.link.target.length > 240 ? 'cut' : 'wrap'} value={state.link.target} />
          {view.link !== undefined && (
            <HealthGlyph className="text-12" health={toShownHealth(view.link)} word />
          )}
          <Written at={state.facts.lastModified} />
        </>
      );
  }
}

function ThenState({
  now,
  after,
  back,
}: {
  now: KeyState;
  after: LinkDraft | null;
  back: KeyState | undefined;
}) {
  const { t } = useTranslation('sheet');
  if (after !== null)
    return now.kind === 'link' ? (
      <KeyDiff after={after.target} before={now.link.target} />
    ) : (
      <KeyText fit="wrap" value={after.target} />
    );
  if (back?.kind === 'object') return <ObjectWord size={back.facts.size} />;
  if (back?.kind === 'link') return <KeyText fit="wrap" value={back.link.target} />;
  return (
    <span className="text-ink-2">{t(now.kind === 'object' ? 'state.objectGone' : 'state.removed')}</span>
  );
}

function ObjectWord({ size }: { size: number }) {
  const { t, i18n } = useTranslation('sheet');
  return (
    <span className="font-medium">
      {t('state.object', { size: `${size.toLocaleString(i18n.language)} B` })}
    </span>
  );
}

function Written({ at }: { at: string }) {
  const { t } = useTranslation('sheet');
  return (
    <span className="text-12 text-ink-3">
      {t('written')} <RelativeTime at={at} worded />
    </span>
  );
}

/** Size, class and age of what would be reached. */
export function TargetFacts({ target }: { target: TargetCard }) {
  const { state } = target;
  if (state.found !== 'object') return null;
  return (
    <span className="flex flex-wrap gap-x-2 text-12 text-ink-3">
      <Size bytes={state.size} />
      <span>
        <ClassName value={state.storageClass} />
      </span>
      {state.headers.contentType !== undefined && (
        <span className="font-mono">{state.headers.contentType}</span>
      )}
      <RelativeTime at={state.lastModified} worded />
    </span>
  );
}
