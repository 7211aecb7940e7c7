import type { Plan } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../shared/ui/button.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { useSendKey } from '../../../shared/ui/use-send-key.ts';
import { countWrites, listNeeds, type ApplyForm, type PlanNeed } from '../model/plan-needs.ts';
import type { PlanMutations } from '../use-plan-mutations.ts';
import { useDenial } from '../../../shared/access/use-denial.ts';

interface PlanFooterProps {
  plan: Plan;
  form: ApplyForm;
  mutations: PlanMutations;
  /** A window lies over the page: the key that applies is not for this button. */
  covered: boolean;
  /** The button was pressed although something is missing: the place to show it. */
  onMissing: () => void;
}

/** What is still missing before a plan is applied, and the one button that applies it. */
export function PlanFooter({ plan, form, mutations, covered, onMissing }: PlanFooterProps) {
  const { t, i18n } = useTranslation('plans');
  const { apply, control, edit } = mutations;
  const { needs, writes } = plan;
  const count = countWrites(plan);
  const missing = listNeeds(plan, form);
  const toText = (need: PlanNeed): string =>
    'count' in need ? t(`say.need.${need.id}`, { count: need.count }) : t(`say.need.${need.id}`);
  const what = new Intl.ListFormat(i18n.language).format(missing.map(toText));
  const denial = useDenial(plan.connection)('plan.apply', { bucket: plan.bucket, partly: true });
  const waits =
    denial ?? (count === 0 ? t('say.nothing') : missing.length > 0 ? t('say.missing', { what }) : undefined);
  const send = (): void =>
    apply.mutate({
      ...(needs.accept.length === 0 ? {} : { accept: needs.accept }),
      ...(needs.confirm === undefined ? {} : { confirm: needs.confirm }),
      ...(form.reason.trim() === '' ? {} : { reason: form.reason.trim() }),
      ...(form.stopOnDrift ? { onDrift: 'stop' } : {}),
    });
  const busy = apply.isPending || edit.isPending || control.isPending;
  useSendKey(send, !covered && !busy && waits === undefined);
  const onlyDeletes = writes.delete > 0 && writes.delete === count;
  return (
    <footer className="sticky bottom-0 z-10 -mx-4 mt-auto flex flex-col gap-3 border-t border-line bg-surface-1 px-4 py-3 sm:-mx-6 sm:px-6 short:static">
      {apply.isError && <FailedState error={apply.error} inline title={t('say.applyFailed')} />}
      {control.isError && <FailedState error={control.error} inline title={t('done.failed')} />}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <output className="text-12 text-ink-2">{waits ?? t('say.ready')}</output>
        <div className="flex gap-2 max-sm:w-full max-sm:*:flex-1">
          <Button
            disabledReason={denial}
            onClick={() => control.mutate('discard')}
            pending={control.isPending}
            variant="quiet"
          >
            {t('say.discard')}
          </Button>
          <Button
            disabledReason={waits}
            onInertPress={onMissing}
            onClick={send}
            pending={apply.isPending || edit.isPending}
            variant={onlyDeletes ? 'danger' : 'primary'}
          >
            {count === 0 ? t('say.applyNone') : t(onlyDeletes ? 'say.delete' : 'say.apply', { count })}
          </Button>
        </div>
      </div>
    </footer>
  );
}
