import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../lib/cx.ts';
import { Button } from '../button.tsx';
import { RadioGroup } from '../choice.tsx';
import { findingMarks } from '../finding-marks.ts';
import { Icon } from '../icon.tsx';
import { countUndecided, decideAll, toDecidedExtent, type FindingDecision } from './finding-decision.ts';
import { FindingGroupRow } from './finding-group-row.tsx';
import type { FindingGroup, FindingRowFormat } from './finding-group.ts';
import { TriStateCheckbox } from './tri-state-checkbox.tsx';

interface FindingGroupItemProps<Row> {
  group: FindingGroup<Row>;
  format: FindingRowFormat<Row>;
  decision: FindingDecision;
  onDecide: (decision: FindingDecision) => void;
  onMore?: () => void;
}

/** One code: level, title, count, the decision for all of them, and the rows folded below. */
export function FindingGroupItem<Row>({
  group,
  format,
  decision,
  onDecide,
  onMore,
}: FindingGroupItemProps<Row>) {
  const { t } = useTranslation(['parts', 'findings']);
  const [folded, setFolded] = useState(true);
  const { level, title, text, count, rows, choices } = group;
  const { icon, ink } = findingMarks[level];
  const open = choices.length > 0 ? countUndecided(decision, count) : 0;
  const missing = count - rows.length;
  return (
    <li className="flex flex-col gap-1 py-2 text-13" data-undecided={open > 0 || undefined}>
      <button
        aria-expanded={!folded}
        className="touch-target flex min-h-8 items-center gap-2 text-left"
        onClick={() => setFolded(!folded)}
        type="button"
      >
        <Icon
          className={cx('shrink-0 text-ink-3 transition-transform duration-100', !folded && 'rotate-90')}
          name="chevronRight"
        />
        <span className={ink} data-tip={t(`findings:level.${level}`)}>
          <Icon name={icon} />
          <span className="sr-only">{t(`findings:level.${level}`)}:</span>
        </span>{' '}
        <span className="font-medium">{title}</span>{' '}
        <span className="text-12 text-ink-3">{t('parts:findings.count', { count })}</span>{' '}
        {choices.length > 0 && (
          <span className={cx('ml-auto text-12', open > 0 ? 'text-caution' : 'text-ink-3')}>
            {open === 0
              ? t('parts:findings.decided')
              : open === count
                ? t('parts:findings.needed')
                : t('parts:findings.undecided', { count: open })}
          </span>
        )}
      </button>
      <div className="flex flex-col gap-1 pl-6">
        {text !== undefined && <p className="text-ink-2">{text}</p>}
        {choices.length === 1 && (
          <TriStateCheckbox
            extent={toDecidedExtent(decision, count)}
            label={`${choices[0]!.label} · ${t('parts:findings.acceptAll', { count })}`}
            onChange={(all) => onDecide(decideAll(all ? choices[0]!.value : undefined))}
          />
        )}
        {choices.length > 1 && (
          <RadioGroup
            className="flex flex-wrap gap-x-4"
            legend={t('parts:findings.forAll', { title, count })}
            legendHidden
            onValueChange={(choice) => onDecide(decideAll(choice))}
            options={choices}
            value={decision.all ?? ''}
          />
        )}
        {!folded && (
          <ul className="flex flex-col border-l border-line pl-3">
            {rows.map((row) => (
              <FindingGroupRow
                choices={choices}
                decision={decision}
                format={format}
                key={format.toId(row)}
                onDecide={onDecide}
                row={row}
              />
            ))}
            {missing > 0 && onMore !== undefined && (
              <li className="py-1">
                <Button onClick={onMore} size="small" variant="quiet">
                  {t('parts:findings.more', { count: missing })}
                </Button>
              </li>
            )}
          </ul>
        )}
      </div>
    </li>
  );
}
