import { sortFindings, type Finding, type KeyState } from '@signpost/link-model/write';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import type { WriteDialogState } from '../use-write-dialog.ts';
import { FindingRow } from './finding-row.tsx';
import type { WriteForm } from '../model/write-form.ts';
import { HeadersSet } from './headers-set.tsx';

interface FindingListProps {
  dialog: WriteDialogState;
  findings: readonly Finding[];
  /** Accept names the server asked for that no finding explains. */
  unexplained: readonly string[];
  /** What an undo brings back. */
  back: KeyState | undefined;
  /** A newer answer is on its way: what is shown is the last one. */
  aged: boolean;
  onAction: (action: 'create' | 'repoint' | 'replace') => void;
}

/** What pre-flight found, worst first, each with what can be done about it. */
export function FindingList({ dialog, findings, unexplained, back, aged, onAction }: FindingListProps) {
  const { t } = useTranslation('findings');
  const { t: tDialog } = useTranslation('sheet');
  return (
    <ul
      aria-label={tDialog('findings')}
      className={cx('flex flex-col divide-y divide-line', aged && 'grayscale')}
    >
      {sortFindings(withChoices(findings, dialog.form))
        .filter((finding) => isNews(finding, dialog, back))
        .map((finding) => (
          <FindingRow finding={finding} key={rowKey(finding)} onAction={onAction} dialog={dialog} />
        ))}
      <HeadersSet dialog={dialog} />
      {unexplained.map((name) => (
        <li className="py-1.5 text-13" key={name}>
          <label className="flex items-start gap-2">
            <input
              checked={dialog.form.accepted.includes(name)}
              className="mt-0.5 size-4 shrink-0 accent-accent"
              onChange={(event) => dialog.dispatch({ type: 'accepted', name, on: event.target.checked })}
              type="checkbox"
            />
            {t('accept.other', { name })}
          </label>
        </li>
      ))}
    </ul>
  );
}

/** A decision that was taken stays in sight, whatever pre-flight says of the link as it would be now. */
function withChoices(findings: readonly Finding[], { headerChoices }: WriteForm): Finding[] {
  const isTaken = (finding: Finding): boolean =>
    finding.code === 'header-differs' && headerChoices.some(({ header }) => header === finding.header);
  return [...headerChoices, ...findings.filter((finding) => !isTaken(finding))];
}

/** Leaves out what the lines of now and then say already. */
function isNews(
  { code, level }: Finding,
  { form, subject }: WriteDialogState,
  back: KeyState | undefined,
): boolean {
  if (code === 'moves-link') return level !== 'note';
  // A dialog that has just been opened shows the present target: that nothing would change is no finding yet.
  if (code === 'nothing-changes') return form.touched;
  // An undo that brings something back removes a version; it neither deletes nor leaves a marker.
  if (code === 'deletes-link')
    return subject.action !== 'undo' || back === undefined || back.kind === 'absent';
  return true;
}

function rowKey(finding: Finding): string {
  const detail = 'header' in finding ? finding.header : 'part' in finding ? finding.part : '';
  return `${finding.code}:${detail}`;
}
