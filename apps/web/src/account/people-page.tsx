import type { Session } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { GrantsSection } from './grants-section.tsx';
import { GroupsSection } from './groups-section.tsx';
import { Page } from './page-parts.tsx';
import { UsersSection } from './users-section.tsx';

/** Users, groups and what is granted to them. */
export function PeoplePage({ session }: { session: Session }) {
  const { t } = useTranslation('account');
  return (
    <Page title={t('people.title')}>
      <UsersSection ownId={session.user?.id} />
      <GroupsSection />
      <GrantsSection />
    </Page>
  );
}
