import type { PlanGroup } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';

/** What equal changes do, in one line: which folder takes the place of which. */
export function useGroupTitle(): (group: PlanGroup) => string {
  const { t } = useTranslation('plans');
  const toName = (prefix: string | null): string =>
    prefix === null || prefix === '' ? t('empty.prefix') : toVisibleText(prefix);
  return ({ action, from, to, names }) => {
    if (action === 'delete') return t('group.delete', { folder: toName(from) });
    if (action === 'delete-object') return t('group.deleteObjects', { folder: toName(from) });
    if (action === 'copy')
      return from === to
        ? t('group.copyWithin', { folder: toName(to) })
        : t('group.copy', { from: toName(from), to: toName(to) });
    if (action === 'create') return t('group.create', { folder: toName(to) });
    if (from === to) return t(names === 'same' ? 'group.settings' : 'group.within', { folder: toName(to) });
    return t('group.move', { from: toName(from), to: toName(to) });
  };
}
