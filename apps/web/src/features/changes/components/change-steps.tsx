import type { Change } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { formatSize } from '../../../shared/lib/format-size.ts';
import { toParentPrefix } from '../../../shared/lib/key-parts.ts';
import { KeyDiff } from '../../../shared/ui/key-diff.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { toChangeEnds, type ChangeEnd } from '../model/change-ends.ts';

/**
 * What was stored before and what is stored after; where both are links, only the difference is marked.
 * `folderOnly` leaves out the names, for a change that stands for several.
 */
export function ChangeSteps({ change, folderOnly = false }: { change: Change; folderOnly?: boolean }) {
  const { t, i18n } = useTranslation('changes');
  const ends = toChangeEnds(change);
  // What is stored stays as it is.
  if (change.restore !== undefined && ends.before.kind === 'object')
    return (
      <span>
        {t('restored', {
          size: formatSize(ends.before.size, i18n.language),
          count: change.restore.days,
        })}
      </span>
    );
  const show = (key: string): string => (folderOnly ? toParentPrefix(key) || key : key);
  if (ends.before.kind === 'link' && ends.after.kind === 'link') {
    return (
      <>
        <Arrow folder={folderOnly} />
        <KeyDiff after={show(ends.after.target)} before={show(ends.before.target)} />
      </>
    );
  }
  return (
    <>
      <End end={ends.before} gone show={show} /> <End end={ends.after} show={show} />
    </>
  );
}

function Arrow({ folder = false }: { folder?: boolean }) {
  return (
    <span aria-hidden="true" className="mr-1.5 text-ink-3">
      {folder ? '⇒' : '→'}
    </span>
  );
}

interface EndProps {
  end: ChangeEnd;
  gone?: boolean;
  show: (key: string) => string;
}

function End({ end, gone = false, show }: EndProps) {
  const { t, i18n } = useTranslation('changes');
  if (end.kind === 'nothing') return null;
  if (end.kind === 'object')
    return (
      <span className={cx('mr-2', gone && 'text-danger line-through')}>
        {!gone && <Arrow />}
        {t('object', { size: formatSize(end.size, i18n.language) })}
      </span>
    );
  return (
    <span className={cx('inline', gone && 'line-through decoration-ink-3')}>
      <Arrow />
      <KeyText fit="wrap" value={show(end.target)} />
    </span>
  );
}
