import type { AuditEvent } from '@signpost/api-contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { VisibleText } from '../../../shared/ui/visible-text.tsx';

/** All that is recorded of one event. What was there before and after stands with its change. */
export function EventDetails({ connection, event }: { connection: string; event: AuditEvent }) {
  const { t } = useTranslation('audit');
  const { change, details = {}, key, reason } = event;
  const facts = [
    ['actor', `${event.actor.name} (${event.actor.kind} ${event.actor.id})`],
    ['action', event.action],
    ['address', event.address],
    ['requestId', event.requestId],
    ['ossRequestId', event.ossRequestId],
    ['sequence', String(event.sequence)],
    ['hash', event.hash],
  ] as const;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-12">
      {reason !== undefined && (
        <Fact name={t('detail.reason')}>
          <VisibleText text={reason} />
        </Fact>
      )}
      {key !== undefined && (
        <Fact name={t('detail.key')}>
          <KeyText fit="wrap" value={key} />
        </Fact>
      )}
      {change !== undefined && (
        <Fact name={t('detail.change')}>
          <RecordLink change={change} connection={event.connection ?? connection} isPlan={isOfPlan(event)} />
        </Fact>
      )}
      {Object.entries(details).map(([name, value]) => (
        <Fact key={name} name={<span className="font-mono">{name}</span>}>
          <span className="font-mono break-all">
            <VisibleText text={String(value)} />
          </span>
        </Fact>
      ))}
      {facts.map(
        ([name, text]) =>
          text !== undefined && (
            <Fact key={name} name={t(`detail.${name}`)}>
              <span className="font-mono break-all">
                <VisibleText text={text} />
              </span>
            </Fact>
          ),
      )}
    </dl>
  );
}

function isOfPlan({ action }: AuditEvent): boolean {
  return action.startsWith('plan.') || action === 'export.plan';
}

function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

interface RecordLinkProps {
  connection: string;
  change: string;
  isPlan: boolean;
}

function RecordLink({ connection, change, isPlan }: RecordLinkProps) {
  const { t } = useTranslation('audit');
  const className = 'touch-target inline-flex items-center text-accent hover:underline';
  return isPlan ? (
    <Link className={className} params={{ connection, plan: change }} to="/c/$connection/plans/$plan">
      {t('detail.toPlan')}
    </Link>
  ) : (
    <Link
      className={className}
      params={{ connection }}
      search={{ group: change }}
      to="/c/$connection/changes"
    >
      {t('detail.toChange')}
    </Link>
  );
}
