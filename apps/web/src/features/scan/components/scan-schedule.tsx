import type { AnswerOf, ScanSchedule as Schedule } from '@signpost/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/call.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { scanQueries } from '../../../shared/queries/scan-queries.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { ExactTime, RelativeTime } from '../../../shared/ui/time.tsx';
import { choices, toForm, toSchedule, zones, type ScheduleForm } from '../model/schedule-form.ts';
import { useDenial } from '../../../shared/access/use-denial.ts';

type Stored = AnswerOf<'getScan'>['schedule'];

/** When the bucket is scanned again: chosen here, told in words, with who chose it. */
export function ScanSchedule({ connection, bucket, stored }: BucketRef & { stored: Stored }) {
  const { t } = useTranslation('parts');
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<ScheduleForm>();
  const kept = toForm(stored?.schedule);
  const form = draft ?? kept;
  const denial = useDenial(connection)('scan.run', { bucket });
  const schedule = toSchedule(form);
  const save = useMutation({
    mutationFn: (body: Schedule) => call('setScanSchedule', { body: { connection, bucket, schedule: body } }),
    onSuccess: (answer) => {
      queryClient.setQueryData(scanQueries.report({ connection, bucket }).queryKey, answer);
      setDraft(undefined);
    },
  });
  const change = (more: Partial<ScheduleForm>): void => setDraft({ ...form, ...more });
  const isChanged = JSON.stringify(schedule) !== JSON.stringify(toSchedule(kept));
  const ask = (): void => {
    if (schedule !== undefined && denial === undefined && !save.isPending) save.mutate(schedule);
  };
  return (
    <form
      className="flex flex-col gap-2 border-t border-line pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <ScheduleFields form={form} onChange={change} />
      {isChanged && (
        <Button className="self-start" disabledReason={denial} pending={save.isPending} type="submit">
          {t('scan.schedule.save')}
        </Button>
      )}
      {save.isError && <FailedState error={save.error} inline title={t('scan.schedule.failed')} />}
      {!isChanged && stored !== undefined && <Told stored={stored} />}
    </form>
  );
}

function ScheduleFields({
  form,
  onChange,
}: {
  form: ScheduleForm;
  onChange: (more: Partial<ScheduleForm>) => void;
}) {
  const { t, i18n } = useTranslation('parts');
  const hasTime = form.repeat === 'daily' || form.repeat === 'weekly';
  return (
    <div className="grid grid-cols-2 gap-2">
      <Select
        className={form.repeat === 'weekly' ? '' : 'col-span-2'}
        label={t('scan.schedule.repeat')}
        onValueChange={(repeat) => onChange({ repeat })}
        options={choices.map((value) => ({ value, label: t(`scan.schedule.every.${value}`) }))}
        value={form.repeat}
      />
      {form.repeat === 'weekly' && (
        <Select
          label={t('scan.schedule.day')}
          onValueChange={(day) => onChange({ day })}
          options={(['1', '2', '3', '4', '5', '6', '7'] as const).map((value) => ({
            value,
            label: toWeekday(value, i18n.language),
          }))}
          value={form.day}
        />
      )}
      {hasTime && (
        <TextField
          label={t('scan.schedule.time')}
          onChange={(event) => onChange({ time: event.target.value })}
          required
          type="time"
          value={form.time}
        />
      )}
      {hasTime && (
        <Select
          label={t('scan.schedule.zone')}
          onValueChange={(zone) => onChange({ zone })}
          options={zones(form.zone).map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
          value={form.zone}
        />
      )}
    </div>
  );
}

/** The seventh of January 2024 was a Sunday. */
function toWeekday(day: string, locale: string): string {
  const date = Date.UTC(2024, 0, 7 + Number(day));
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(date);
}

function Told({ stored: { nextRun, setBy, setAt } }: { stored: NonNullable<Stored> }) {
  const { t } = useTranslation('parts');
  return (
    <p className="text-12 text-ink-2">
      {nextRun !== undefined && (
        <>
          {t('scan.schedule.next')} <ExactTime at={nextRun} /> (<RelativeTime at={nextRun} worded />
          ).{' '}
        </>
      )}
      {t(nextRun === undefined ? 'scan.schedule.offBy' : 'scan.schedule.setBy', { actor: setBy })}{' '}
      <RelativeTime at={setAt} worded />
    </p>
  );
}
