import type { Change, KeyVersion, KeyView } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { changeQueries } from '../../shared/queries/change-queries.ts';
import { keyQueries } from '../../shared/queries/key-queries.ts';
import { isDone } from '../../shared/lib/change-standing.ts';
import { formatSize } from '../../shared/lib/format-size.ts';
import { Button } from '../../shared/ui/button.tsx';
import { ChangeOutcome } from '../../shared/ui/change-outcome.tsx';
import { CopyButton } from '../../shared/ui/copy-button.tsx';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { KeyDiff } from '../../shared/ui/key-diff.tsx';
import { KeyText } from '../../shared/ui/key-text.tsx';
import { Skeleton, SkeletonFrame } from '../../shared/ui/skeleton.tsx';
import { RelativeTime } from '../../shared/ui/time.tsx';
import type { WriteSearch } from './action-bar.tsx';
import { toTimeline, type TimelineEntry } from './model/timeline.ts';
import { ObservedStep } from './observed-step.tsx';
import { MomentLink } from './moment-link.tsx';
import { End, Frame, outsideInk } from './timeline-step.tsx';
import { TimelineMoment } from './timeline-moment.tsx';
import { useDenial } from '../../shared/access/use-denial.ts';
import { writesOfUndo } from '../../shared/access/writes-of-undo.ts';

interface TimelineTabProps {
  view: KeyView;
  onWrite: (search: WriteSearch) => void;
}

/** Newest changes that the timeline shows. */
const mostChanges = 50;

/** Our own writes to this key, newest first, and between them what others wrote, as far as somebody looked. */
export function TimelineTab({ view, onWrite }: TimelineTabProps) {
  const { connection, bucket, key } = view;
  const { t } = useTranslation('inspector');
  const changes = useQuery(changeQueries.page(connection, { bucket, key, limit: String(mostChanges) }));
  const versions = useQuery(keyQueries.versions({ connection, bucket, key }));
  const outside = useQuery(keyQueries.outsideChanges({ connection, bucket, key }));
  if (changes.isError)
    return (
      <FailedState
        error={changes.error}
        inline
        onRetry={() => void changes.refetch()}
        title={t('timeline.failed')}
      />
    );
  if (changes.data === undefined)
    return (
      <SkeletonFrame className="flex flex-col gap-2">
        <Skeleton className="w-1/3" />
        <Skeleton className="w-10/12" />
        <Skeleton className="w-1/2" />
      </SkeletonFrame>
    );
  const { items, nextCursor } = changes.data;
  const whole = nextCursor === undefined;
  const entries = toTimeline(items, view.state, {
    versions: versions.data?.items ?? [],
    observed: outside.data?.items ?? [],
    whole,
  });
  return (
    <div className="flex flex-col gap-2">
      <TimelineMoment changes={items} view={view} whole={whole} />
      {entries.length > 0 && (
        <ol className="flex flex-col">
          {entries.map((entry) => (
            <Entry entry={entry} key={toEntryId(entry)} onWrite={onWrite} view={view} />
          ))}
        </ol>
      )}
      <p className="text-12 text-ink-3">
        {items.length === 0 && `${t('timeline.none')} `}
        {t('timeline.ours')}
        {!whole && ` ${t('timeline.cut', { count: items.length })}`}
        {outside.isError && ` ${t('timeline.outsideFailed')}`}
        {versions.isError && ` ${t('timeline.versionsFailed')}`}
        {versions.data?.truncated === true &&
          ` ${t('timeline.versionsCut', { count: versions.data.items.length })}`}
      </p>
      {!whole && (
        <Link
          className="touch-target inline-flex min-h-6 items-center self-start text-12 text-accent hover:underline"
          params={{ connection }}
          search={{ bucket, key }}
          to="/c/$connection/changes"
        >
          {t('timeline.every')}
        </Link>
      )}
    </div>
  );
}

function toEntryId(entry: TimelineEntry): string {
  switch (entry.kind) {
    case 'change':
      return entry.change.id;
    case 'version':
      return `version ${entry.version.versionId}`;
    case 'outside':
      return `outside ${entry.seenBy}`;
    case 'observed':
      return `observed ${entry.change.id}`;
  }
}

function Entry({ entry, view, onWrite }: TimelineTabProps & { entry: TimelineEntry }) {
  switch (entry.kind) {
    case 'change':
      return (
        <Step change={entry.change} onUndo={() => onWrite({ dialog: 'undo', change: entry.change.id })} />
      );
    case 'version':
      return <Version onWrite={onWrite} version={entry.version} view={view} />;
    case 'outside':
      return <Outside entry={entry} />;
    case 'observed':
      return <ObservedStep change={entry.change} />;
  }
}

/** An id that is copied. */
function Id({ text, what }: { text: string; what: string }) {
  return (
    <p className="flex min-w-0 items-center text-12 text-ink-3">
      <span className="truncate font-mono" data-tip={text}>
        {text}
      </span>
      <CopyButton text={text} what={what} />
    </p>
  );
}

/** A version that somebody wrote outside Signpost: the bucket keeps when, not who. */
function Version({ version, view, onWrite }: TimelineTabProps & { version: KeyVersion }) {
  const { t, i18n } = useTranslation('inspector');
  const { at, kind, target, size = 0, versionId, isCurrent } = version;
  const deny = useDenial(view.connection);
  const canRepoint = view.state.kind === 'link' && target !== undefined && target !== view.state.link.target;
  return (
    <Frame dot={outsideInk}>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <RelativeTime at={at} className="text-12 text-ink-3" worded />
        <span className="font-medium">{t(`timeline.version.${kind}`)}</span>
        {isCurrent && <span className="text-12 text-ink-2">{t('timeline.version.current')}</span>}
      </p>
      {target !== undefined && (
        <p className="min-w-0 text-12">
          <span aria-hidden="true">→ </span>
          <KeyText className="text-12" fit="wrap" value={target} />
        </p>
      )}
      {kind === 'object' && (
        <p className="text-12 text-ink-2">
          {t('timeline.object', { size: formatSize(size, i18n.language) })}
        </p>
      )}
      <Id text={versionId} what={t('timeline.version.id')} />
      {canRepoint && (
        <Button
          className="self-start"
          disabledReason={deny('link.repoint', view)}
          onClick={() => onWrite({ dialog: 'repoint', on: view.key, to: target })}
          size="small"
        >
          {t('timeline.version.repoint')}
        </Button>
      )}
    </Frame>
  );
}

/** What somebody changed outside Signpost: who and when exactly is not known. */
function Outside({ entry: { left, found } }: { entry: TimelineEntry & { kind: 'outside' } }) {
  const { t } = useTranslation('inspector');
  return (
    <Frame className="border-dashed" dot={outsideInk}>
      <p className="font-medium">{t('timeline.outside')}</p>
      <p className="min-w-0 text-12">
        <End state={left} />
        <span className="text-ink-3">
          <span aria-hidden="true"> → </span>
          <span className="sr-only"> {t('timeline.then')} </span>
        </span>
        <End state={found} />
      </p>
    </Frame>
  );
}

const dotInk = {
  applied: 'bg-accent border-accent',
  failed: 'border-danger bg-surface-1',
  pending: 'border-caution bg-surface-1',
  unknown: 'border-caution bg-surface-1',
} as const;

function Step({ change, onUndo }: { change: Change; onUndo: () => void }) {
  const { t } = useTranslation(['inspector', 'changes']);
  const { at, action, actor, outcome, reason, ossRequestId, undo } = change;
  const denial = useDenial(change.connection)(writesOfUndo, { bucket: change.bucket, key: change.key });
  return (
    <Frame dot={dotInk[outcome]}>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <RelativeTime at={at} className="text-12 text-ink-3" worded />
        <span className="font-medium">
          {t(isDone(change) ? `timeline.action.${action}` : `changes:attempt.${action}`)}
        </span>
        <span className="text-12 text-ink-2">{t('timeline.by', { actor })}</span>
        <ChangeOutcome change={change} className="text-12" />
      </p>
      <p className="min-w-0 text-12">
        <Ends change={change} />
      </p>
      {reason !== undefined && (
        <p className="text-12 wrap-anywhere text-ink-2">{t('timeline.reason', { reason })}</p>
      )}
      {ossRequestId !== undefined && <Id text={ossRequestId} what={t('reader.requestId')} />}
      {outcome === 'applied' && (
        <MomentLink at={at} place={change}>
          {t('timeline.showAsOf')}
        </MomentLink>
      )}
      {undo.possible ? (
        <Button className="self-start" disabledReason={denial} onClick={onUndo} size="small">
          {t('timeline.undo')}
        </Button>
      ) : (
        outcome === 'applied' && (
          <p className="text-12 text-ink-3">{t(`timeline.noUndo.${undo.why ?? 'unknown'}`)}</p>
        )
      )}
    </Frame>
  );
}

/** Before and after: what was read back counts; until it is, what was meant. */
function Ends({ change: { before, after, intended } }: { change: Change }) {
  const { t } = useTranslation('inspector');
  const then = after === undefined ? intended?.target : after.kind === 'link' ? after.link.target : undefined;
  if (before.kind === 'link' && then !== undefined)
    return <KeyDiff after={then} before={before.link.target} />;
  return (
    <>
      <End state={before} />
      <span className="text-ink-3">
        <span aria-hidden="true"> → </span>
        <span className="sr-only"> {t('timeline.then')} </span>
      </span>
      {then === undefined ? (
        <End state={after ?? { kind: 'absent' }} />
      ) : (
        <KeyText className="text-12" fit="wrap" value={then} />
      )}
    </>
  );
}
