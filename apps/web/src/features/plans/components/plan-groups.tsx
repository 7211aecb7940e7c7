import type { Plan, PlanGroup } from '@signpost/api-contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { useGroupTitle } from '../use-group-title.ts';
import type { PlanMutations } from '../use-plan-mutations.ts';
import { useIsEditable } from '../use-is-editable.ts';

/** Shown before the reader asks for the rest. */
const fewGroups = 6;

interface PlanGroupsProps {
  plan: Plan;
  edit: PlanMutations['edit'];
  /** The rows of a group are asked for. */
  onShow: (group: string) => void;
}

/** Equal changes as one line each, deletes first: what ten thousand rows come to. */
export function PlanGroups({ plan, edit, onShow }: PlanGroupsProps) {
  const { t } = useTranslation('plans');
  const [all, setAll] = useState(false);
  const isEditable = useIsEditable(plan);
  const { groups } = plan;
  // A folder move of one group says it already: now and then.
  if (groups.length === 0 || (groups.length === 1 && plan.origin.kind === 'folder-move')) return null;
  const shown = all ? groups : groups.slice(0, fewGroups);
  return (
    <section aria-label={t('group.title')} className="flex flex-col gap-1">
      <h2 className="text-14 font-semibold">{t('group.title')}</h2>
      <ul className="divide-y divide-line rounded-lg border border-line">
        {shown.map((group) => (
          <GroupLine
            edit={isEditable ? edit : undefined}
            group={group}
            key={group.id}
            onShow={() => onShow(group.id)}
          />
        ))}
      </ul>
      {shown.length < groups.length && (
        <div>
          <Button onClick={() => setAll(true)} size="small" variant="quiet">
            {t('group.all', { count: groups.length })}
          </Button>
        </div>
      )}
    </section>
  );
}

/** What the rows of a group are: copies are made of links and objects alike. */
const counted: Readonly<Record<PlanGroup['action'], 'links' | 'objects' | 'keys'>> = {
  create: 'links',
  repoint: 'links',
  delete: 'links',
  restore: 'links',
  'delete-object': 'objects',
  copy: 'keys',
};

const destroying: ReadonlySet<PlanGroup['action']> = new Set(['delete', 'delete-object']);

interface GroupLineProps {
  group: PlanGroup;
  /** Absent where nothing can be decided any more. */
  edit: PlanMutations['edit'] | undefined;
  onShow: () => void;
}

function GroupLine({ group, edit, onShow }: GroupLineProps) {
  const { t } = useTranslation('plans');
  const title = useGroupTitle()(group);
  const { id, action, from, to, names, rows, written } = group;
  const isMove = action === 'repoint' && from !== to;
  const next = written > 0 ? 'leave' : 'write';
  const decide = (): void => {
    if (edit !== undefined && !edit.isPending)
      edit.mutate({ rows: { by: 'group', group: id }, decision: next });
  };
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-3 py-1.5 text-13">
      <span className={cx('w-28', destroying.has(action) && 'text-danger')}>
        {t(`group.${counted[action]}`, { count: rows })}
      </span>
      <span className="min-w-0 flex-1 basis-64">
        <span className={cx(isMove && 'font-mono', 'wrap-anywhere')}>{title}</span>{' '}
        {isMove && <span className="text-12 text-ink-3">{t(`group.names.${names}`)}</span>}
      </span>
      <span className="text-12 text-ink-3">{written < rows && t('group.written', { written, rows })}</span>
      <span className="flex gap-1">
        <Button aria-label={t('group.showLabel', { title })} onClick={onShow} size="small" variant="quiet">
          {t('group.show')}
        </Button>
        {edit !== undefined && (
          <Button
            aria-label={t(`group.${next}Label`, { title })}
            onClick={decide}
            size="small"
            variant="quiet"
          >
            {t(`group.${next}`)}
          </Button>
        )}
      </span>
    </li>
  );
}
