import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../hooks/use-now.ts';
import { Button } from '../button.tsx';
import { TextField } from '../text-field.tsx';
import {
  findRangeProblem,
  fromFieldValue,
  presetNames,
  toFieldValue,
  toPresetRange,
  type RangeLimits,
  type TimeRange,
} from './time-range.ts';

interface TimeRangeFormProps {
  value: TimeRange | undefined;
  limits: Omit<RangeLimits, 'now'>;
  onDone: (range: TimeRange | undefined) => void;
}

/** Presets, and two fields for any other range. What cannot be used is refused with the reason. */
export function TimeRangeForm({ value, limits, onDone }: TimeRangeFormProps) {
  const { t, i18n } = useTranslation('parts');
  const now = useNow('half-minute');
  const [from, setFrom] = useState(toFieldValue(value?.from));
  const [to, setTo] = useState(toFieldValue(value?.to));
  const start = fromFieldValue(from);
  const end = fromFieldValue(to);
  const range = {
    ...(start === undefined ? {} : { from: start }),
    ...(end === undefined ? {} : { to: end }),
  };
  const problem = findRangeProblem(range, { ...limits, now });
  const earliest =
    limits.earliest === undefined
      ? ''
      : new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' }).format(
          Date.parse(limits.earliest),
        );
  const reason =
    problem === undefined
      ? undefined
      : t(`range.problem.${problem}`, { earliest, count: limits.longest ?? 0 });
  const presets = presetNames.filter(
    (preset) => findRangeProblem(toPresetRange(preset, now), { ...limits, now }) === undefined,
  );
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === undefined) onDone(range as TimeRange);
      }}
    >
      <div className="flex flex-wrap gap-1.5">
        {presets.map((preset) => (
          <Button key={preset} onClick={() => onDone(toPresetRange(preset, Date.now()))} size="small">
            {t(`range.preset.${preset}`)}
          </Button>
        ))}
        <Button onClick={() => onDone(undefined)} size="small">
          {t('range.any')}
        </Button>
      </div>
      <TextField
        label={t('range.from')}
        onChange={(event) => setFrom(event.target.value)}
        type="datetime-local"
        value={from}
      />
      <TextField
        // Half a range is work under way, not a fault.
        error={problem === 'incomplete' ? undefined : reason}
        hint={t('range.zone', { zone: new Intl.DateTimeFormat().resolvedOptions().timeZone })}
        label={t('range.to')}
        onChange={(event) => setTo(event.target.value)}
        type="datetime-local"
        value={to}
      />
      <Button
        className="self-end"
        type="submit"
        variant="primary"
        {...(reason === undefined ? {} : { disabledReason: reason })}
      >
        {t('range.apply')}
      </Button>
    </form>
  );
}
