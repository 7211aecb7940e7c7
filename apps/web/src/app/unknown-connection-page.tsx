import type { Connection } from '@signpost/api-contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useConnectionLabel } from './shell/use-connection-label.ts';
import { buttonClass } from '../shared/ui/button.tsx';
import { EmptyState } from '../shared/ui/empty-state.tsx';

interface UnknownConnectionPageProps {
  name: string;
  connections: readonly Connection[];
}

/** The address names a connection that there is none of: the way to those there are. */
export function UnknownConnectionPage({ name, connections }: UnknownConnectionPageProps) {
  const { t } = useTranslation('shell');
  const toLabel = useConnectionLabel();
  return (
    <EmptyState
      action={
        <span className="flex flex-wrap justify-center gap-2">
          {connections.map((connection) => (
            <Link
              className={buttonClass('outline')}
              key={connection.name}
              params={{ connection: connection.name }}
              to="/c/$connection"
            >
              {t('connection.goTo', { name: toLabel(connection.name) })}
            </Link>
          ))}
        </span>
      }
      icon="search"
      title={<h1>{t('connection.unknown', { name })}</h1>}
    >
      <p>{t('connection.unknownBody')}</p>
    </EmptyState>
  );
}
