import type { Plan } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../shared/ui/button.tsx';
import { Icon } from '../../../shared/ui/icon.tsx';
import { showToast } from '../../../shared/ui/toast.ts';
import type { PlanMutations } from '../use-plan-mutations.ts';
import { useDenial } from '../../../shared/access/use-denial.ts';

/** Nothing undoes a roll-back unasked: manifests of its folder wait until somebody lets them go on. */
export function PlanHold({ plan, control }: { plan: Plan; control: PlanMutations['control'] }) {
  const { t } = useTranslation('plans');
  const { holds } = plan;
  const denial = useDenial(plan.connection)('plan.apply', { bucket: plan.bucket, partly: true });
  if (holds === undefined) return null;
  const folder = holds.prefix === '' ? t('empty.prefix') : toVisibleText(holds.prefix);
  const release = (): void =>
    control.mutate('release', { onSuccess: () => showToast({ title: t('hold.released', { folder }) }) });
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13">
      <span className="text-caution">
        <Icon name="info" size={14} />
      </span>
      <span className="min-w-0 wrap-anywhere">{t('hold.text', { folder })}</span>
      <Button disabledReason={denial} onClick={release} pending={control.isPending} size="small">
        {t('hold.release')}
      </Button>
    </p>
  );
}
