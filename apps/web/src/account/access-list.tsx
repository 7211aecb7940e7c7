import type { Access, QueryOf } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../shared/ui/empty-state.tsx';
import { FailedState } from '../shared/ui/failed-state.tsx';
import { KeyText } from '../shared/ui/key-text.tsx';
import { TextSkeleton } from '../shared/ui/text-skeleton.tsx';
import { RelativeTime } from '../shared/ui/time.tsx';
import { VisibleText } from '../shared/ui/visible-text.tsx';
import { accountQueries } from '../shared/queries/account-queries.ts';
import { GrantPlace, useGrantedText } from './grant-text.tsx';
import { toWholeError } from './use-field-error.ts';

/** Everyone whose grant covers a key. */
export function AccessList({ of: key }: { of: QueryOf<'reviewAccess'> }) {
  const { t } = useTranslation('account');
  const access = useQuery(accountQueries.access(key));
  if (access.isPending) return <TextSkeleton />;
  if (access.isError)
    // What is wrong with a field is told at the field.
    return toWholeError(access.error) === null ? null : (
      <FailedState error={access.error} inline onRetry={() => void access.refetch()} />
    );
  const { items } = access.data;
  const people = [...Map.groupBy(items, ({ subject }) => `${subject.kind}:${subject.id}`).values()];
  return (
    <section aria-label={t('access.title')} className="flex flex-col gap-3 border-t border-line pt-4">
      <div className="text-13" role="status">
        <KeyText fit="wrap" value={key.key} />
        {people.length > 0 && (
          <p className="text-ink-2">
            {items.every(({ role }) => role === 'administrator')
              ? t('access.onlyAdministrators')
              : t('access.count', { count: people.length })}
          </p>
        )}
      </div>
      {people.length === 0 ? (
        <EmptyState icon="lock" title={t('access.emptyTitle')}>
          {t('access.emptyText')}
        </EmptyState>
      ) : (
        <ul className="flex flex-col border-t border-line">
          {people.map((grants) => (
            <HolderLine grants={grants} key={grants[0]!.grant} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** One person or token, with each grant that covers the key. */
function HolderLine({ grants }: { grants: readonly Access[] }) {
  const { t } = useTranslation('account');
  const { subject, lastSeenAt } = grants[0]!;
  const isToken = subject.kind === 'token';
  return (
    <li className="flex flex-col gap-1 border-b border-line py-2 text-13">
      <div className="flex flex-wrap items-baseline gap-x-2 wrap-anywhere">
        <span className="text-12 text-ink-3">{t(`grants.kind.${subject.kind}`)}</span>
        <span className="font-medium">
          <VisibleText text={subject.name} />
        </span>
        <span className="text-12 text-ink-3">
          {lastSeenAt === undefined ? (
            t(isToken ? 'access.neverUsed' : 'access.neverSignIn')
          ) : (
            <>
              {t(isToken ? 'access.lastUsed' : 'access.lastSignIn')} <RelativeTime at={lastSeenAt} worded />
            </>
          )}
        </span>
      </div>
      <ul className="flex flex-col gap-1 border-l-2 border-line pl-3">
        {grants.map((grant) => (
          <GrantOfHolder access={grant} key={`${grant.grant}:${grant.group ?? ''}`} />
        ))}
      </ul>
    </li>
  );
}

function GrantOfHolder({ access }: { access: Access }) {
  const { t } = useTranslation('account');
  const toText = useGrantedText();
  const { role, rights, group, bucket, prefix } = access;
  return (
    <li>
      <div className="flex flex-wrap gap-x-2">
        {role !== undefined && <span>{t(`role.${role}`)}</span>}
        <span className="text-ink-2 wrap-anywhere">
          {group === undefined ? t('access.direct') : t('access.group', { name: toVisibleText(group) })}
        </span>
        <span className="min-w-0 text-ink-3">
          <GrantPlace bucket={bucket} prefix={prefix} />
        </span>
      </div>
      <p className="text-12 text-ink-3">{t('access.may', { rights: toText({ rights }) })}</p>
    </li>
  );
}
