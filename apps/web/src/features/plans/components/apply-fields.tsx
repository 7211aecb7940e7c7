import type { Plan } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../shared/ui/choice.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { isConfirmed, withName, type ApplyForm } from '../model/plan-needs.ts';
import { listUnexplained } from './plan-findings.tsx';

interface ApplyFieldsProps {
  plan: Plan;
  form: ApplyForm;
  onForm: (form: ApplyForm) => void;
}

/** What is said along with a plan that is applied: the number where it is asked for, a reason, what drift does. */
export function ApplyFields({ plan, form, onForm }: ApplyFieldsProps) {
  const { t } = useTranslation('plans');
  const { needs } = plan;
  const set = (changes: Partial<ApplyForm>): void => onForm({ ...form, ...changes });
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <TextField
          className="min-w-48 flex-1 basis-64"
          hint={<span className="max-sm:hidden">{t('say.reasonHint')}</span>}
          label={t('say.reason')}
          maxLength={500}
          onChange={(event) => set({ reason: event.target.value })}
          value={form.reason}
        />
        {needs.confirm !== undefined && (
          <div className="basis-56" data-undecided={!isConfirmed(form.typed, needs.confirm) || undefined}>
            <TextField
              hint={
                needs.because && t(needs.because === 'deletes' ? 'say.becauseDeletes' : 'say.becauseShare')
              }
              inputMode="numeric"
              label={t('say.confirm', { count: needs.confirm })}
              onChange={(event) => set({ typed: event.target.value })}
              value={form.typed}
            />
          </div>
        )}
        <div className="sm:pt-5">
          <Checkbox
            checked={form.stopOnDrift}
            hint={t('say.stopOnDriftHint')}
            label={t('say.stopOnDrift')}
            onChange={(event) => set({ stopOnDrift: event.target.checked })}
          />
        </div>
      </div>
      {listUnexplained(plan).map((name) => (
        <Checkbox
          checked={form.accepted.has(name)}
          key={name}
          label={t('say.acceptOther', { name })}
          onChange={(event) => set({ accepted: withName(form.accepted, name, event.target.checked) })}
        />
      ))}
    </div>
  );
}
