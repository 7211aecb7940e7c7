import { findingLevels } from '@signpost/link-model/write';
import { useTranslation } from 'react-i18next';
import { undecided, type FindingDecision } from './finding-decision.ts';
import type { FindingGroup, FindingRowFormat } from './finding-group.ts';
import { FindingGroupItem } from './finding-group-item.tsx';

interface FindingGroupsProps<Row> {
  groups: readonly FindingGroup<Row>[];
  format: FindingRowFormat<Row>;
  /** By code. */
  decisions: Readonly<Record<string, FindingDecision>>;
  onDecide: (code: string, decision: FindingDecision) => void;
  /** Loads more rows of a group. */
  onMore?: (code: string) => void;
}

/** Findings by code, worst level first: one decision for all of a kind, single rows below. */
export function FindingGroups<Row>({ groups, format, decisions, onDecide, onMore }: FindingGroupsProps<Row>) {
  const { t } = useTranslation('parts');
  const rank = ({ level }: FindingGroup<Row>): number => findingLevels.indexOf(level);
  return (
    <ul aria-label={t('findings.list')} className="flex flex-col divide-y divide-line">
      {groups
        .toSorted((one, other) => rank(one) - rank(other))
        .map((group) => (
          <FindingGroupItem
            decision={decisions[group.code] ?? undecided}
            format={format}
            group={group}
            key={group.code}
            onDecide={(decision) => onDecide(group.code, decision)}
            {...(onMore === undefined ? {} : { onMore: () => onMore(group.code) })}
          />
        ))}
    </ul>
  );
}
