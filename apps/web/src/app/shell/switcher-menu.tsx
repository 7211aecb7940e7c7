import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { bucketQueries } from '../../shared/queries/bucket-queries.ts';
import { connectionQueries } from '../../shared/queries/connection-queries.ts';
import { useConnectionLabel } from './use-connection-label.ts';
import { useProblemText } from '../../shared/api/use-problem-text.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { Menu, MenuHeading, MenuItem, MenuSeparator } from '../../shared/ui/menu.tsx';

interface SwitcherMenuProps {
  connection: string;
  bucket: string | undefined;
  trigger: ReactElement;
}

export function SwitcherMenu({ connection, bucket, trigger }: SwitcherMenuProps) {
  const { t } = useTranslation('shell');
  const toLabel = useConnectionLabel();
  const describe = useProblemText();
  const connections = useQuery(connectionQueries.list());
  const buckets = useQuery(bucketQueries.list(connection));
  return (
    <Menu defaultOpen trigger={trigger}>
      <MenuHeading>{t('connection.buckets')}</MenuHeading>
      {buckets.isPending && <p className="px-2 py-1 text-13 text-ink-3">…</p>}
      {buckets.isError && (
        <p className="max-w-64 px-2 py-1 text-12 text-danger">{describe(buckets.error).what}</p>
      )}
      {buckets.data?.items.map((item) => (
        <MenuItem
          key={item.name}
          render={
            <Link
              params={{ connection, bucket: item.name }}
              search={item.startPrefixes[0] === undefined ? {} : { prefix: item.startPrefixes[0] }}
              to="/c/$connection/b/$bucket"
            />
          }
        >
          <span className="inline-flex size-4">
            {item.name === bucket && <Icon className="text-accent" name="check" />}
          </span>
          <span className="flex-1 truncate">{item.name}</span>
          {item.region !== undefined && <span className="pl-3 text-12 text-ink-3">{item.region}</span>}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem icon="browse" render={<Link params={{ connection }} to="/c/$connection/buckets" />}>
        {t('connection.allBuckets')}
      </MenuItem>
      {(connections.data?.items.length ?? 0) > 1 && (
        <>
          <MenuSeparator />
          <MenuHeading>{t('connection.heading')}</MenuHeading>
          {connections.data?.items.map((item) => (
            <MenuItem
              key={item.name}
              render={<Link params={{ connection: item.name }} to="/c/$connection" />}
            >
              <span className="inline-flex size-4">
                {item.name === connection && <Icon className="text-accent" name="check" />}
              </span>
              <span className="flex-1 truncate">{toLabel(item.name)}</span>
              {item.production && <span className="pl-3 text-12 text-danger">{t('mark.production')}</span>}
              {item.readOnly && <span className="pl-3 text-12 text-ink-3">{t('mark.readOnly')}</span>}
              <span className="pl-3 text-12 text-ink-3">{item.region}</span>
            </MenuItem>
          ))}
        </>
      )}
    </Menu>
  );
}
