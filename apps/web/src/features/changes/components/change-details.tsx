import type { Change } from '@signpost/api-contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatSize } from '../../../shared/lib/format-size.ts';
import { ChangeOutcome } from '../../../shared/ui/change-outcome.tsx';
import { CopyButton } from '../../../shared/ui/copy-button.tsx';
import { useValueNames } from '../../../shared/hooks/use-value-names.ts';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { VisibleText } from '../../../shared/ui/visible-text.tsx';
import { toChangeEnds, type ChangeEnd } from '../model/change-ends.ts';
import { toSettingChanges } from '../model/setting-changes.ts';
import { ClockTime, toUtc } from './clock-time.tsx';

/** All that is recorded of one change: what an auditor copies into a report. */
export function ChangeDetails({ change }: { change: Change }) {
  const { t } = useTranslation('changes');
  const { before, after } = toChangeEnds(change);
  const settings = toSettingChanges(change);
  const { ossRequestId, reason, problem, restore } = change;
  const names = useValueNames();
  return (
    <dl className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-x-4 gap-y-1.5 rounded-md bg-surface-2 px-3 py-2 text-13 sm:grid-cols-[9rem_minmax(0,1fr)]">
      <Fact name={t('detail.before')}>
        <State end={before} />
      </Fact>
      <Fact name={t(change.after === undefined ? 'detail.intended' : 'detail.after')}>
        <State end={after} />
      </Fact>
      {settings.length > 0 && (
        <Fact name={t('detail.settings')}>
          <ul>
            {settings.map(({ name, before: was, after: is }) => (
              <li className="wrap-anywhere" key={name}>
                <VisibleText text={`${name}: ${was ?? t('detail.none')} → ${is ?? t('detail.none')}`} />
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {restore !== undefined && (
        <Fact name={t('detail.restore')}>
          {t('detail.restoreDays', { count: restore.days })} · {names.storageClass(restore.storageClass)}
          {restore.tier !== undefined && ` · ${restore.tier}`}
        </Fact>
      )}
      <Fact name={t('detail.outcome')}>
        {change.outcome === 'applied' && t('outcome.applied')} <ChangeOutcome change={change} />
        {problem?.detail !== undefined && problem.code !== 'version-between' && (
          <span className="block text-12 wrap-anywhere text-ink-2">{problem.detail}</span>
        )}
      </Fact>
      <Fact name={t('detail.time')}>
        <ClockTime at={change.at} whole />
        <span className="block font-mono text-12 text-ink-2">{toUtc(Date.parse(change.at))}</span>
      </Fact>
      <Fact name={t('detail.actor')}>{change.actor}</Fact>
      {reason !== undefined && (
        <Fact name={t('detail.reason')}>
          <VisibleText text={reason} />
        </Fact>
      )}
      {ossRequestId !== undefined && (
        <Fact name={t('detail.requestId')}>
          <span className="inline-flex min-w-0 items-center font-mono break-all">
            {ossRequestId}
            <CopyButton text={ossRequestId} what={t('requestId')} />
          </span>
        </Fact>
      )}
      <Fact name={t('detail.id')}>
        <span className="inline-flex min-w-0 flex-wrap items-center gap-x-2">
          <span className="font-mono break-all">{change.id}</span>
          <Link
            className="touch-target inline-flex items-center text-accent hover:underline"
            params={{ connection: change.connection }}
            search={{ group: change.group }}
            to="/c/$connection/changes"
          >
            {t(change.group === change.id ? 'detail.address' : 'detail.addressOfGroup')}
          </Link>
        </span>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-12 text-ink-3 sm:pt-0.5">{name}</dt>
      <dd className="min-w-0 max-sm:mb-1">{children}</dd>
    </>
  );
}

function State({ end }: { end: ChangeEnd }) {
  const { t, i18n } = useTranslation('changes');
  switch (end.kind) {
    case 'nothing':
      return <span className="text-ink-2">{t('detail.nothing')}</span>;
    case 'object':
      return <>{t('object', { size: formatSize(end.size, i18n.language) })}</>;
    case 'link':
      return <KeyText fit="wrap" value={end.target} />;
  }
}
