import { Popover } from '@base-ui/react/popover';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../button.tsx';
import type { RangeLimits, TimeRange } from './time-range.ts';
import { TimeRangeForm } from './time-range-form.tsx';

interface TimeRangePickerProps {
  /** What the time is of: "Changed". */
  label: string;
  /** Absent: any time. */
  value: TimeRange | undefined;
  onChange: (range: TimeRange | undefined) => void;
  limits?: Omit<RangeLimits, 'now'>;
}

/** A button that says the range and opens presets and two fields. Hands out ISO times in UTC. */
export function TimeRangePicker({ label, value, onChange, limits = {} }: TimeRangePickerProps) {
  const { t, i18n } = useTranslation('parts');
  const [open, setOpen] = useState(false);
  const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  const text =
    value === undefined ? t('range.any') : format.formatRange(Date.parse(value.from), Date.parse(value.to));
  return (
    <Popover.Root onOpenChange={setOpen} open={open}>
      <Popover.Trigger
        render={
          <Button className="max-w-full" icon="changes">
            <span className="text-ink-3">{label}</span> <span className="truncate">{text}</span>
          </Button>
        }
      />
      <Popover.Portal>
        <Popover.Positioner align="start" className="z-40" sideOffset={4}>
          <Popover.Popup
            aria-label={label}
            className="max-h-(--available-height) w-80 max-w-(--available-width) overflow-y-auto rounded-lg border border-line bg-surface-1 p-3 shadow-float outline-none"
          >
            <TimeRangeForm
              limits={limits}
              onDone={(range) => {
                onChange(range);
                setOpen(false);
              }}
              value={value}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
