import { restoreTerms, type RestoreTier, type RestoreWait } from '@signpost/oss-protocol/rules';
import { useTranslation } from 'react-i18next';
import { formatSize } from '../../shared/lib/format-size.ts';
import { RadioGroup } from '../../shared/ui/choice.tsx';
import { formatWait } from '../../shared/ui/format-wait.ts';
import { TextField } from '../../shared/ui/text-field.tsx';
import type { RestoreChoice } from './use-restore-choice.ts';
import type { ArchivedSubject } from './restore-subject.ts';

interface RestoreFormProps {
  /** By which a button outside of it sends it. */
  id: string;
  /** Size in bytes, of all objects together. */
  subject: Pick<ArchivedSubject, 'size' | 'storageClass'>;
  /** Objects that are restored, each by a request of its own. */
  requests?: number;
  /** It is readable already, and shall be for longer. */
  extends?: boolean;
  choice: RestoreChoice;
  onSubmit: () => void;
}

/** For how long and how fast an object is restored, and what OSS charges for that. */
export function RestoreForm({
  id,
  subject,
  requests = 1,
  extends: extending = false,
  choice,
  onSubmit,
}: RestoreFormProps) {
  const { t, i18n } = useTranslation('restore');
  const toWaitText = useWaitText();
  const { storageClass } = subject;
  const { maxDays, waits } = restoreTerms[storageClass];
  const size = formatSize(subject.size, i18n.language);
  const tiers = waits.flatMap(({ tier, ...wait }) => (tier === undefined ? [] : [{ tier, wait }]));
  const feeOf = (index: number): 'highest' | 'middle' | 'lowest' =>
    index === 0 ? 'highest' : index === tiers.length - 1 ? 'lowest' : 'middle';
  return (
    <form
      className="flex flex-col gap-3"
      id={id}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <TextField
        aside={t('form.daysMost', { most: maxDays })}
        className="max-w-60"
        error={choice.days === undefined ? t('form.daysBad', { most: maxDays }) : undefined}
        inputMode="numeric"
        label={t('form.days')}
        onChange={(event) => choice.setDays(event.target.value)}
        value={choice.daysText}
      />
      {extending ? (
        <p>{t('form.extended', { count: maxDays })}</p>
      ) : choice.tier === undefined ? (
        waits.map((wait) => <p key={storageClass}>{toWaitText(wait)}</p>)
      ) : (
        <RadioGroup<RestoreTier>
          legend={t('form.tier')}
          onValueChange={choice.setTier}
          options={tiers.map(({ tier, wait }, index) => ({
            value: tier,
            label: t(`form.tierName.${tier}`),
            hint: `${toWaitText(wait)} ${t(`form.fee.${feeOf(index)}`)}`,
          }))}
          value={choice.tier}
        />
      )}
      {!extending && (
        <p>
          {storageClass === 'Archive'
            ? t('form.charged.Archive', { size, count: requests })
            : `${t('form.charged.colder', { size, count: requests })} ${t('form.charged.copy', { count: choice.days ?? 1 })}`}{' '}
          {t('form.noUndo')}
        </p>
      )}
    </form>
  );
}

function useWaitText(): (wait: RestoreWait) => string {
  const { t, i18n } = useTranslation('restore');
  const tell = (seconds: number): string => formatWait(seconds, i18n.language);
  return ({ least, most }) =>
    least === most
      ? t('form.wait.about', { time: tell(most) })
      : t('form.wait.between', { least: tell(least), most: tell(most) });
}
