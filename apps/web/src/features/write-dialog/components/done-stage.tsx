import type { Change } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import type { KeyState } from '@signpost/link-model/write';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatSize } from '../../../shared/lib/format-size.ts';
import { toKeyParts } from '../../../shared/lib/key-parts.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { toShownHealth } from '../../../shared/lib/shown-health.ts';
import { HealthGlyph } from '../../../shared/ui/health-glyph.tsx';
import { KeyDiff } from '../../../shared/ui/key-diff.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import { toRecordedAction } from '../model/recorded-action.ts';
import { EarlierWrite } from './earlier-write.tsx';
import { OssRequestId } from './oss-request-id.tsx';
import { WriteRequestText } from './write-request-text.tsx';
import { DialogMessage } from './dialog-message.tsx';
import { outcomeQueries } from '../../../shared/queries/outcome-queries.ts';
import type { WrittenView } from '../model/dialog-stage.ts';

/** It is written: what happened, as read back, OSS's request id, and the request to keep. */
export function DoneStage({ change, view }: { change: Change; view: WrittenView | undefined }) {
  const { t } = useTranslation('sheet');
  const name = toVisibleText(toKeyParts(change.key).name);
  const target = change.intended === null ? '' : toVisibleText(change.intended.target);
  const state = view?.state ?? change.after;
  const foreign =
    state?.kind === 'link' && change.intended !== null && state.link.target !== change.intended.target;
  return (
    <DialogMessage icon="check" title={t(`done.${toRecordedAction(change)}`, { name, target })} tone="good">
      <WhatChanged change={change} now={state} view={view} />
      <EarlierWrite change={change} />
      {change.problem?.code === 'version-between' && (
        <p className="text-caution">{t('done.between', { version: change.problem.detail ?? '' })}</p>
      )}
      <p className="text-12">
        {foreign ? t('done.readBackOther', { target: toVisibleText(state.link.target) }) : t('done.readBack')}
        {' · '}
        <RelativeTime at={change.at} worded />
      </p>
      {change.ossRequestId !== undefined && <OssRequestId id={change.ossRequestId} />}
      <p className="text-12">
        {change.undo.possible ? t('done.undoHolds') : t(`undoImpossible.${change.undo.why ?? 'unknown'}`)}
      </p>
      <SentRequest change={change} />
    </DialogMessage>
  );
}

interface WhatChangedProps {
  change: Change;
  /** What is stored at the key, as far as it was read back. */
  now: KeyState | undefined;
  view: WrittenView | undefined;
}

/** What was stored at the key and what is stored there, each whole: lines break rather than being cut. */
function WhatChanged({ change, now, view }: WhatChangedProps) {
  const { t } = useTranslation('sheet');
  const { before } = change;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-3 gap-y-1">
      <dt className="text-12 text-ink-3">{t('side.was')}</dt>
      <dd>
        <Stood state={before} />
      </dd>
      {now !== undefined && (
        <>
          <dt className="text-12 text-ink-3">{t('side.now')}</dt>
          <dd className="flex flex-wrap items-baseline gap-x-3">
            {now.kind === 'link' && before.kind === 'link' ? (
              <KeyDiff after={now.link.target} before={before.link.target} />
            ) : (
              <Stood state={now} />
            )}
            {view?.link !== undefined && (
              <HealthGlyph className="text-12" health={toShownHealth(view.link)} word />
            )}
          </dd>
        </>
      )}
    </dl>
  );
}

function Stood({ state }: { state: KeyState }) {
  const { t, i18n } = useTranslation('sheet');
  switch (state.kind) {
    case 'absent':
      return t('state.absent');
    case 'object':
      return t('state.object', { size: formatSize(state.facts.size, i18n.language) });
    case 'link':
      return <KeyText fit="wrap" value={state.link.target} />;
  }
}

/** What was sent, to be copied into a ticket; the record keeps it. */
function SentRequest({ change: { connection, id } }: { change: Change }) {
  const { t } = useTranslation('sheet');
  const [open, setOpen] = useState(false);
  const recorded = useQuery({ ...outcomeQueries.one(connection, id), enabled: open });
  const formats = recorded.data?.change.formats;
  return (
    <>
      <Button
        aria-expanded={open}
        className="self-start"
        onClick={() => setOpen(!open)}
        pending={open && recorded.isLoading}
        size="small"
      >
        {t(open ? 'request.hide' : 'request.show')}
      </Button>
      {open && recorded.isError && (
        <FailedState error={recorded.error} inline onRetry={() => void recorded.refetch()} />
      )}
      {open && formats !== undefined && <WriteRequestText sent formats={formats} />}
    </>
  );
}
