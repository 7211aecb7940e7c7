import type { Change, KeyView } from '@signpost/api-contract';
import { toVisibleText, type KeyState } from '@signpost/link-model';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../../shared/api/use-problem-text.ts';
import { toKeyParts } from '../../../shared/lib/key-parts.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { CopyButton } from '../../../shared/ui/copy-button.tsx';
import { LinkArrow } from '../../../shared/ui/link-arrow.tsx';
import { Age } from '../../../shared/ui/time.tsx';
import { looksForRecord } from '../queries.ts';
import type { WriteSheet } from '../use-write-sheet.ts';
import { NowThen } from './now-then.tsx';
import { SheetMessage } from './sheet-message.tsx';

/** The write is on its way. */
export function SendingStage({ sheet, back }: { sheet: WriteSheet; back: KeyState | undefined }) {
  const { t } = useTranslation('sheet');
  return (
    <SheetMessage icon="arrow" busy title={t('sending.title')}>
      <p>{t('sending.body')}</p>
      {sheet.look.preflight !== undefined && <NowThen back={back} preflight={sheet.look.preflight} />}
    </SheetMessage>
  );
}

/** The answer was lost: says what is looked at, how often, and that nothing is sent again. */
export function UnknownStage({ sheet, change }: { sheet: WriteSheet; change: Change | undefined }) {
  const { t } = useTranslation('sheet');
  const describe = useProblemText();
  const { data, error, at, again } = sheet.looked;
  const noRecord = change === undefined && data !== undefined && data.looks >= looksForRecord;
  if (noRecord)
    return (
      <SheetMessage icon="info" title={t('failed.title')}>
        <p>{t('unknown.noRecord')}</p>
      </SheetMessage>
    );
  return (
    <SheetMessage busy icon="search" title={t('unknown.title')} tone="caution">
      <p>{change === undefined ? t('unknown.lost') : t('unknown.body')}</p>
      <p className="font-mono text-12 wrap-anywhere text-ink-1">
        {toVisibleText(change?.key ?? sheet.form.key)}
      </p>
      <p aria-live="polite" className="flex flex-wrap items-center gap-2 text-12">
        {data !== undefined && (
          <span>
            {t('unknown.looks', { count: data.looks })} · <Age at={at} />
          </span>
        )}
        {error !== null && (
          <span className="text-danger">{t('unknown.failing', { why: describe(error).what })}</span>
        )}
        <Button onClick={again} size="small">
          {t('unknown.lookNow')}
        </Button>
      </p>
      {change?.ossRequestId !== undefined && <RequestId id={change.ossRequestId} />}
    </SheetMessage>
  );
}

/** It is written: what happened, as read back, and OSS's request id. */
export function DoneStage({ change, view }: { change: Change; view: KeyView | undefined }) {
  const { t } = useTranslation('sheet');
  const name = toVisibleText(toKeyParts(change.key).name);
  const target = change.intended === null ? '' : toVisibleText(change.intended.target);
  const state = view?.state ?? change.after;
  const foreign =
    state?.kind === 'link' && change.intended !== null && state.link.target !== change.intended.target;
  return (
    <SheetMessage icon="check" title={t(`done.${change.action}`, { name, target })} tone="good">
      {state?.kind === 'link' && (
        <LinkArrow
          className="text-13"
          linkKey={change.key}
          target={state.link.target}
          {...(view?.link === undefined ? {} : { health: view.link.health })}
        />
      )}
      <p className="text-12">
        {foreign && state.kind === 'link'
          ? t('done.readBackOther', { target: toVisibleText(state.link.target) })
          : t('done.readBack')}
      </p>
      {change.ossRequestId !== undefined && <RequestId id={change.ossRequestId} />}
      <p className="text-12">
        {change.undo.possible ? t('done.undoHolds') : t(`undoImpossible.${change.undo.why ?? 'unknown'}`)}
      </p>
    </SheetMessage>
  );
}

function RequestId({ id }: { id: string }) {
  const { t } = useTranslation('sheet');
  return (
    <p className="flex min-w-0 items-center gap-2 text-12">
      <span className="text-ink-3">{t('done.ossRequestId')}</span>
      <span className="min-w-0 font-mono break-all">{id}</span>
      <CopyButton text={id} what={t('done.ossRequestId')} />
    </p>
  );
}
