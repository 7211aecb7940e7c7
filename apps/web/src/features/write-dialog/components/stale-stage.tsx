import { headerNames } from '@signpost/oss-protocol/rules';
import type { WriteView } from '@signpost/api-contract';
import type { KeyState, LinkDraft } from '@signpost/link-model/write';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { findLastWrite } from '../../../shared/lib/last-write.ts';
import { changeQueries } from '../../../shared/queries/change-queries.ts';
import { KeyDiff } from '../../../shared/ui/key-diff.tsx';
import { Age, RelativeTime } from '../../../shared/ui/time.tsx';
import { toRecordedAction } from '../model/recorded-action.ts';
import { rowName, toDiffRows, type DiffRow } from '../model/diff-rows.ts';
import type { WriteDialogState } from '../use-write-dialog.ts';
import { NowState } from './now-then.tsx';
import { DialogMessage } from './dialog-message.tsx';

/** Somebody wrote meanwhile: what was seen, what is there now, and what is wanted, side by side. */
export function StaleStage({
  dialog,
  then,
  now,
}: {
  dialog: WriteDialogState;
  then: WriteView;
  now: WriteView;
}) {
  const { t } = useTranslation('sheet');
  const drifted =
    then.state.kind === 'link' && now.state.kind === 'link' ? toDrift(then.state, now.state) : [];
  const sameTarget =
    then.state.kind === 'link' &&
    now.state.kind === 'link' &&
    then.state.link.target === now.state.link.target;
  return (
    <div className="flex flex-col gap-4">
      <DialogMessage icon="warning" title={t('stale.title')} tone="caution">
        <Writer dialog={dialog} now={now} />
        <p>{t('stale.body')}</p>
      </DialogMessage>
      <div className="grid gap-3 sm:grid-cols-3">
        <Column aside={<Age at={then.checkedAt} />} title={t('stale.columns.then')}>
          <NowState view={then} />
        </Column>
        <Column aside={<Age at={now.checkedAt} />} title={t('stale.columns.now')}>
          <NowState view={now} />
        </Column>
        <Column title={t('stale.columns.yours')}>
          <Wanted now={now.state} dialog={dialog} />
        </Column>
      </div>
      {sameTarget && <p className="text-13 text-ink-2">{t('stale.unchangedTarget')}</p>}
      {drifted.length > 0 && (
        <div className="flex flex-col gap-1">
          <p className="text-12 font-medium text-ink-2">{t('stale.drift')}</p>
          <Drift rows={drifted} />
        </div>
      )}
    </div>
  );
}

/** Who wrote meanwhile, where Signpost has recorded it. */
function Writer({ dialog, now }: { dialog: WriteDialogState; now: WriteView }) {
  const { t } = useTranslation('sheet');
  const changes = useQuery(
    changeQueries.page(dialog.scope.connection, { bucket: dialog.scope.bucket, key: now.key, limit: '5' }),
  );
  if (changes.data === undefined) return null;
  const { change } = findLastWrite(changes.data.items, now.state);
  if (change === undefined) return <p>{t('stale.outside')}</p>;
  return (
    <p className="font-medium text-ink-1">
      {t(`stale.by.${toRecordedAction(change)}`, { actor: change.actor })}{' '}
      <RelativeTime at={change.at} worded />
    </p>
  );
}

function Column({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: React.ReactNode;
  children: React.ReactNode;
}) {
  return (
    <section
      aria-label={title}
      className="flex min-w-0 flex-col gap-1 rounded-lg border border-line p-3 text-13"
    >
      <h3 className="flex flex-wrap justify-between gap-x-2 text-12 text-ink-3">
        <span className="font-medium text-ink-2">{title}</span>
        {aside}
      </h3>
      {children}
    </section>
  );
}

function Wanted({ dialog, now }: { dialog: WriteDialogState; now: KeyState }) {
  const { t } = useTranslation('sheet');
  const { subject, target, answer } = dialog;
  const wanted =
    subject.action === 'undo'
      ? answer.preflight?.after?.target
      : (subject.action === 'create' || subject.action === 'repoint') && target.ok
        ? target.key
        : undefined;
  if (wanted === undefined) return <span className="text-ink-2">{t('state.removed')}</span>;
  return <KeyDiff after={wanted} before={now.kind === 'link' ? now.link.target : wanted} />;
}

/** What else about the link changed between the two reads. */
function Drift({ rows }: { rows: readonly DiffRow[] }) {
  const { t } = useTranslation('sheet');
  return (
    <dl className="grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-3 text-12 leading-5">
      {rows.map((row) => (
        <div className="contents" key={rowName(row)}>
          <dt className="text-ink-3">{toSubjectText(row, t)}</dt>
          <dd className="font-mono wrap-anywhere">
            <del className="text-ink-2">
              {'unread' in row.before ? t('part.unread') : (row.before.value ?? t('part.none'))}
            </del>
            {' → '}
            <ins className="font-semibold no-underline">{row.after ?? t('part.none')}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function toSubjectText({ subject }: DiffRow, t: ReturnType<typeof useTranslation<'sheet'>>['t']): string {
  if (subject.part === 'header') return headerNames[subject.name];
  if (subject.part === 'metadata' || subject.part === 'tag')
    return t(`part.${subject.part}`, { name: subject.name });
  return t(`part.${subject.part}`);
}

/** The values that are known on both sides and differ, the target apart. */
function toDrift(then: KeyState & { kind: 'link' }, now: KeyState & { kind: 'link' }): DiffRow[] {
  const { link } = now;
  const after: LinkDraft = {
    target: link.target,
    headers: link.headers.known ? link.headers.value : {},
    metadata: link.metadata.known ? link.metadata.value : {},
    acl: link.acl.known ? link.acl.value : 'default',
    tags: link.tags.known ? link.tags.value : {},
    storageClass: link.storageClass.known ? link.storageClass.value : 'Standard',
  };
  return toDiffRows(then, after).filter(
    ({ subject, before, changes }) => changes && subject.part !== 'target' && !('unread' in before),
  );
}
