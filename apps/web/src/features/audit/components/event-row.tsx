import type { AuditEvent } from '@signpost/api-contract';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { IconButton } from '../../../shared/ui/button.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { VisibleText } from '../../../shared/ui/visible-text.tsx';
import { useActionText } from '../use-action-text.ts';
import { EventDetails } from './event-details.tsx';
import { EventTime } from './event-time.tsx';

const tones: Readonly<Record<AuditEvent['outcome'], string>> = {
  done: 'text-ink-1',
  started: 'text-ink-2',
  refused: 'text-danger',
  failed: 'text-danger',
  unknown: 'text-caution',
};

interface EventRowProps {
  connection: string;
  event: AuditEvent;
  open: boolean;
  onToggle: () => void;
}

export function EventRow({ connection, event, open, onToggle }: EventRowProps) {
  const { t } = useTranslation('audit');
  const toText = useActionText();
  const id = useId();
  const { actor, action, outcome, bucket, key, sequence } = event;
  return (
    <>
      <tr className={cx('border-b border-line last:border-0', open && 'border-b-0')}>
        <td className="px-3 py-1 max-sm:px-1.5">
          <EventTime at={event.at} />
        </td>
        <td className="max-w-40 truncate px-3 py-1 max-sm:max-w-16 max-sm:px-1.5" data-tip={actor.id}>
          <VisibleText text={actor.name} />
        </td>
        <td className="px-3 py-1 max-sm:px-1.5 sm:whitespace-nowrap">{toText(action)}</td>
        <td className={cx('px-3 py-1 whitespace-nowrap max-sm:px-1.5', tones[outcome])}>
          {t(`outcome.${outcome}`)}
        </td>
        <td className="max-w-96 px-3 py-1 max-sm:hidden">
          {bucket !== undefined && (
            <KeyText emphasis={false} value={key === undefined ? bucket : `${bucket}/${key}`} />
          )}
        </td>
        <td className="px-1 py-0.5 text-right">
          <IconButton
            aria-controls={open ? id : undefined}
            aria-expanded={open}
            icon={open ? 'chevronDown' : 'chevronRight'}
            label={t('detail.toggle', { sequence })}
            onClick={onToggle}
            size="small"
          />
        </td>
      </tr>
      {open && (
        <tr className="border-b border-line last:border-0" id={id}>
          <td className="bg-surface-0 px-3 py-2" colSpan={6}>
            <EventDetails connection={connection} event={event} />
          </td>
        </tr>
      )}
    </>
  );
}
