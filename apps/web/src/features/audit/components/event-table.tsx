import type { AuditEvent } from '@signpost/api-contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { EventRow } from './event-row.tsx';

/** Events, newest first; each opens to all that is recorded of it. */
export function EventTable({ connection, events }: { connection: string; events: readonly AuditEvent[] }) {
  const { t } = useTranslation('audit');
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const toggle = (sequence: number): void => {
    const next = new Set(opened);
    if (!next.delete(sequence)) next.add(sequence);
    setOpened(next);
  };
  return (
    // What only screen readers see is positioned: it would widen the page from within the table else.
    <div className="relative overflow-x-auto rounded-lg border border-line">
      <table className="w-full text-13">
        <caption className="sr-only">{t('title')}</caption>
        <thead>
          <tr className="border-b border-line bg-surface-2 text-left text-12 text-ink-3">
            {(['time', 'actor', 'action', 'outcome', 'place'] as const).map((column) => (
              <th
                className={cx('px-3 py-1.5 font-medium max-sm:px-1.5', column === 'place' && 'max-sm:hidden')}
                key={column}
                scope="col"
              >
                {t(`column.${column}`)}
              </th>
            ))}
            <th className="px-3 py-1.5 font-medium" scope="col">
              <span className="sr-only">{t('column.more')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <EventRow
              connection={connection}
              event={event}
              key={event.sequence}
              onToggle={() => toggle(event.sequence)}
              open={opened.has(event.sequence)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
