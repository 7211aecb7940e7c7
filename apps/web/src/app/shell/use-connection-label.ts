import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { connectionQueries } from '../../shared/queries/connection-queries.ts';

/** What a connection is called on screen: the demo by that word, others by their name. */
export function useConnectionLabel(): (name: string) => string {
  const { t } = useTranslation('shell');
  const { data } = useQuery(connectionQueries.list());
  return (name) => (data?.items.find((item) => item.name === name)?.demo === true ? t('demo.mark') : name);
}
