import { grantedRights, type Role } from '@signpost/api-contract';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyText } from '../shared/ui/key-text.tsx';
import { VisibleText } from '../shared/ui/visible-text.tsx';
import type { GrantedRight } from './grant-draft.ts';

interface Granted {
  role?: Role | undefined;
  rights?: readonly GrantedRight[] | undefined;
}

/** Names a role, or lists rights. */
export function useGrantedText(): (granted: Granted) => string {
  const { t, i18n } = useTranslation(['account', 'access']);
  return useCallback(
    ({ role, rights = [] }) => {
      if (role !== undefined) return t(`role.${role}`);
      if (rights.length === grantedRights.length) return t('grant.allRights');
      const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
      return list.format(rights.map((right) => t(`access:right.${right}`)));
    },
    [t, i18n.language],
  );
}

/** What part of what the console reaches a grant is for: connection, bucket, keys. */
export function GrantPlace({
  connection,
  bucket,
  prefix,
}: {
  connection?: string;
  bucket: string;
  prefix: string;
}) {
  const { t } = useTranslation('account');
  return (
    <span className="inline-flex max-w-full min-w-0 flex-wrap items-baseline gap-x-1.5">
      {connection !== undefined && (
        <>
          <span>{connection === '*' ? t('place.allConnections') : <VisibleText text={connection} />}</span>
          <span aria-hidden="true">/</span>
        </>
      )}
      <span className={bucket === '*' ? undefined : 'font-mono'}>
        {bucket === '*' ? t('place.allBuckets') : <VisibleText text={bucket} />}
      </span>
      <span aria-hidden="true">/</span>
      <CoveredKeys prefix={prefix} />
    </span>
  );
}

/** Which keys a prefix stands for. */
export function CoveredKeys({ prefix }: { prefix: string }) {
  const { t } = useTranslation('account');
  if (prefix === '') return <span>{t('place.allKeys')}</span>;
  return (
    <span className="inline-flex max-w-full min-w-0 flex-wrap items-baseline gap-x-1.5">
      <span>{t(prefix.endsWith('/') ? 'place.below' : 'place.exactly')}</span>
      <KeyText emphasis={false} fit="wrap" value={prefix} />
    </span>
  );
}
