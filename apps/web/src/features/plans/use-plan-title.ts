import type { PlanOrigin } from '@signpost/api-contract';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { toPlanAct } from './model/plan-act.ts';

/** Names a plan by what it does. */
export function usePlanTitle(): (origin: PlanOrigin) => string {
  const { t } = useTranslation('plans');
  return useCallback(
    (origin: PlanOrigin): string => {
      const { id, values } = toPlanAct(origin);
      // Which values a text takes differs from text to text; an empty prefix is the top of the bucket.
      const filled = Object.fromEntries(
        Object.entries(values ?? {}).map(([name, value]) => [name, value === '' ? t('empty.prefix') : value]),
      );
      return (t as (name: string, values: object) => string)(`act.${id}`, filled);
    },
    [t],
  );
}
