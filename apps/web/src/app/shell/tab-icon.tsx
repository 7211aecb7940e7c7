import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { indexQueries } from '../../shared/queries/index-queries.ts';
import { getBasePath } from '../../shared/lib/base-path.ts';

/** The icon of the tab says whether links are broken, for those who have twenty tabs open. */
export function TabIcon({ connection }: { connection: string }) {
  const { data } = useQuery({ ...indexQueries.home(connection), staleTime: 60_000 });
  const href = `${getBasePath()}${(data?.broken ?? 0) > 0 ? 'favicon-broken' : 'favicon'}.svg`;
  useEffect(() => {
    document.querySelector('link[rel="icon"]')?.setAttribute('href', href);
  }, [href]);
  return null;
}
