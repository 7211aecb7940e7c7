import type { BucketTrait, ConnectionTest } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { cx } from '../../shared/lib/cx.ts';
import { CodeBox } from '../../shared/ui/code-box.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import { RelativeTime } from '../../shared/ui/time.tsx';
import { VisibleText } from '../../shared/ui/visible-text.tsx';
import { CheckList } from './check-list.tsx';

/** What a test found: the connection as a whole, then each bucket, then what to grant. */
export function TestResult({ result }: { result: ConnectionTest }) {
  const { t } = useTranslation('connections');
  const { works, checks, keysEndAt, buckets, missing, policy } = result;
  return (
    <div className="flex flex-col gap-4 rounded-md border border-line p-3 text-13">
      <p
        className={cx(
          'flex items-center gap-2 text-14 font-semibold',
          works ? 'text-health-ok' : 'text-danger',
        )}
        role="status"
      >
        <Icon name={works ? 'check' : 'warning'} />
        {t(works ? 'test.works' : 'test.worksNot')}
      </p>
      <div className="flex flex-col gap-1">
        <h3 className="font-semibold">{t('test.checks')}</h3>
        <CheckList checks={checks} />
        {keysEndAt !== undefined && (
          <p className="text-ink-2">
            {t('test.keysEnd')} <RelativeTime at={keysEndAt} worded />
          </p>
        )}
      </div>
      <div className="flex flex-col gap-3">
        <h3 className="font-semibold">{t('test.buckets')}</h3>
        {buckets.length === 0 && <p className="text-ink-2">{t('test.noBuckets')}</p>}
        {buckets.map((bucket) => (
          <BucketResult bucket={bucket} key={bucket.name} />
        ))}
        <Untried buckets={buckets} />
      </div>
      {missing.length > 0 && <MissingActions missing={missing} />}
      <div className="flex flex-col gap-1">
        <h3 className="font-semibold">{t('test.policy')}</h3>
        <p className="text-ink-2">{t('test.policyText')}</p>
        <CodeBox text={policy} what={t('test.policyWhat')} />
      </div>
    </div>
  );
}

function BucketResult({ bucket }: { bucket: ConnectionTest['buckets'][number] }) {
  const { t } = useTranslation('connections');
  const { name, region, checks, traits } = bucket;
  const troubles = checks.filter(({ outcome }) => outcome === 'denied' || outcome === 'failed');
  return (
    <section className="flex flex-col gap-1 border-t border-line pt-2">
      <h4 className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium wrap-anywhere">
          <VisibleText text={name} />
        </span>
        {region !== undefined && <span className="text-12 text-ink-3">{region}</span>}
      </h4>
      <CheckList checks={troubles} />
      {checks.some(({ outcome }) => outcome === 'ok') && (
        <p className="text-ink-2">{t(troubles.length === 0 ? 'test.allWorks' : 'test.restWorks')}</p>
      )}
      {traits.length > 0 && <Traits traits={traits} />}
    </section>
  );
}

/** What only a write would tell. */
function Untried({ buckets }: Pick<ConnectionTest, 'buckets'>) {
  const { t } = useTranslation('connections');
  const names = buckets.flatMap(({ checks }) => checks).filter(({ outcome }) => outcome === 'not-tried');
  const actions = [...new Set(names.map(({ name }) => name))];
  if (actions.length === 0) return null;
  return <p className="text-ink-2 wrap-anywhere">{t('test.untried', { actions: actions.join(', ') })}</p>;
}

function Traits({ traits }: { traits: readonly BucketTrait[] }) {
  const { t } = useTranslation('connections');
  return (
    <ul className="list-disc pl-5 text-ink-2">
      {traits.map((trait) => (
        <li key={trait}>{t(`test.trait.${trait}`)}</li>
      ))}
    </ul>
  );
}

function MissingActions({ missing }: { missing: readonly string[] }) {
  const { t } = useTranslation('connections');
  return (
    <div className="flex flex-col gap-1">
      <h3 className="font-semibold">{t('test.missing')}</h3>
      <p className="text-ink-2">{t('test.missingText')}</p>
      <ul className="flex flex-wrap gap-x-3 font-mono text-12">
        {missing.map((action) => (
          <li key={action}>{action}</li>
        ))}
      </ul>
    </div>
  );
}
