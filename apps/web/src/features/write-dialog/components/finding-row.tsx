import { acceptName, type Finding } from '@signpost/link-model/write';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Checkbox } from '../../../shared/ui/choice.tsx';
import { findingMarks } from '../../../shared/ui/finding-marks.ts';
import { Icon } from '../../../shared/ui/icon.tsx';
import { toFindingText } from '../../../shared/findings/finding-text.ts';
import { isObjectLoss } from '../../../shared/findings/object-loss.ts';
import { isDecided, isHeaderChoice } from '../model/write-form.ts';
import { useValueFormats } from '../../../shared/findings/use-value-formats.ts';
import type { WriteDialogState } from '../use-write-dialog.ts';
import { BrokenLinks } from './broken-links.tsx';
import { HeaderChoiceField } from './header-choice-field.tsx';
import { KeptValues } from './kept-values.tsx';
import { ProofField } from './proof-field.tsx';
import { UnscannedBacklinks } from './unscanned-backlinks.tsx';

/** Facts that are no promise: what cannot be ruled out. */
const open: ReadonlySet<string> = new Set([
  'guard-not-atomic',
  'backlinks-none',
  'over-delete-marker',
  'moves-link',
  'deletes-link',
]);
const openMark: (typeof findingMarks)['note'] = { icon: 'info', ink: 'text-ink-3' };

interface FindingRowProps {
  dialog: WriteDialogState;
  finding: Finding;
  onAction: (action: 'create' | 'repoint' | 'replace') => void;
}

/** One finding: its level by shape, colour and word; what it says; what can be done about it. */
export function FindingRow({ dialog, finding, onAction }: FindingRowProps) {
  const { t } = useTranslation('findings');
  const formats = useValueFormats();
  const { id, values } = toFindingText(finding, formats, {
    deletes: dialog.subject.action.startsWith('delete'),
    targetMissing: dialog.answer.preflight?.now.link?.health === 'missing',
  });
  // Which values a text takes differs from text to text; finding-text.test.ts sees to it that none is missing.
  const translate = t as unknown as (name: string, values: Readonly<Record<string, string>>) => string;
  const say = (part: 'title' | 'text'): string => translate(`found.${id}.${part}`, values);
  const quiet = finding.level === 'note';
  const { icon, ink } =
    (quiet && open.has(finding.code)) || finding.code === 'nothing-changes'
      ? openMark
      : findingMarks[finding.level];
  return (
    <li
      className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2 py-1.5 text-13 sm:grid-cols-[1rem_11rem_minmax(0,1fr)]"
      data-undecided={isUndecided(finding, dialog) || undefined}
    >
      <span className={cx('pt-0.5', ink)} data-tip={t(`level.${finding.level}`)}>
        <Icon name={icon} />
        <span className="sr-only">{t(`level.${finding.level}`)}:</span>
      </span>
      <span className={cx('font-medium', quiet && 'font-normal text-ink-2')}>{say('title')}</span>
      <div className="min-w-0 max-sm:col-start-2">
        <p className={cx('wrap-anywhere', quiet ? 'text-ink-3' : 'text-ink-2')}>{say('text')}</p>
        {finding.code === 'breaks-links' && <BrokenLinks finding={finding} dialog={dialog} />}
        {(finding.code === 'backlinks-unknown' || (finding.code === 'breaks-links' && !finding.complete)) && (
          <UnscannedBacklinks dialog={dialog} />
        )}
        {finding.code === 'kept' && dialog.answer.preflight !== undefined && (
          <KeptValues preflight={dialog.answer.preflight} />
        )}
        <FindingAction finding={finding} onAction={onAction} dialog={dialog} textId={id} />
      </div>
    </li>
  );
}

/** It needs a choice or a proof that has not been given yet. */
function isUndecided(finding: Finding, { form }: WriteDialogState): boolean {
  if (finding.code === 'header-differs' && isDecided(form, finding.header)) return false;
  return (
    isObjectLoss(finding) || (finding.level === 'choose' && !form.accepted.includes(acceptName(finding)))
  );
}

function FindingAction({ finding, dialog, textId, onAction }: FindingRowProps & { textId: string }) {
  const { t, i18n } = useTranslation('findings');
  const { form, dispatch, subject, stage } = dialog;
  // What cannot be written needs no decision.
  const decides = stage.kind === 'review' && stage.severity !== 'blocked' && stage.severity !== 'unchanged';
  const decidesHeader = isHeaderChoice(finding) && subject.action === 'repoint';
  const flatten =
    finding.code === 'target-chained' && finding.final !== null && subject.action !== 'undo'
      ? finding.final
      : undefined;
  return (
    <>
      {flatten !== undefined && (
        <Button
          className="my-1"
          onClick={() => dispatch({ type: 'target-typed', text: flatten })}
          size="small"
        >
          {t('act.flatten')}
        </Button>
      )}
      {decidesHeader && <HeaderChoiceField choice={finding} dialog={dialog} />}
      {finding.code === 'header-differs' && !decidesHeader && subject.action !== 'undo' && (
        <Checkbox
          checked={false}
          label={
            finding.target === null ? t('act.removeHeader') : t('act.setHeader', { value: finding.target })
          }
          onChange={() => dispatch({ type: 'header-set', name: finding.header, value: finding.target ?? '' })}
        />
      )}
      {finding.code === 'nothing-there' && subject.action === 'repoint' && (
        <Button className="my-1" onClick={() => onAction('create')} size="small">
          {t('act.createHere')}
        </Button>
      )}
      {finding.code === 'not-a-link' && subject.action === 'repoint' && (
        <Button className="my-1" onClick={() => onAction('replace')} size="small">
          {t('act.replaceIt')}
        </Button>
      )}
      {finding.code === 'moves-link' && finding.level === 'choose' && (
        <Button className="my-1" onClick={() => onAction('repoint')} size="small">
          {t('act.repointHere')}
        </Button>
      )}
      {finding.level === 'choose' && decides && !decidesHeader && (
        <Checkbox
          checked={form.accepted.includes(acceptName(finding))}
          label={
            i18n.exists(`findings:accept.${textId}`)
              ? t(`accept.${textId as 'target-missing'}`)
              : t('accept.other', { name: acceptName(finding) })
          }
          onChange={(event) =>
            dispatch({ type: 'accepted', name: acceptName(finding), on: event.target.checked })
          }
        />
      )}
      {isObjectLoss(finding) && decides && <ProofField size={finding.size} dialog={dialog} />}
    </>
  );
}
