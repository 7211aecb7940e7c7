import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { indexQueries } from '../../shared/queries/index-queries.ts';
import { useChoice } from '../../shared/hooks/use-choice.ts';
import { useMediaQuery } from '../../shared/hooks/use-media-query.ts';
import { toFolderSearch } from '../../shared/lib/browser-search.ts';
import { cx } from '../../shared/lib/cx.ts';
import { IconButton } from '../../shared/ui/button.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import { useLastFolder, type Folder } from './last-folder.ts';
import type { NavItem } from './nav-item.ts';
import { NavMore } from './nav-more.tsx';
import { navRailChoice } from '../preferences.ts';
import { useDenial } from '../../shared/access/use-denial.ts';

export type NavItemName = NavItem['name'];

// Only navItems that exist: the others come with what they show.
const navItems: readonly NavItem[] = [
  { to: '/c/$connection', name: 'home', icon: 'home' },
  { to: '/c/$connection/buckets', name: 'browse', icon: 'browse' },
  { to: '/c/$connection/links', name: 'links', icon: 'link' },
  { to: '/c/$connection/map', name: 'map', icon: 'map' },
  { to: '/c/$connection/plans', name: 'plans', icon: 'plans' },
  { to: '/c/$connection/changes', name: 'changes', icon: 'changes' },
  { to: '/c/$connection/audit', name: 'audit', icon: 'audit' },
];

/** Places that the bar of a phone has room for. With more of them the last one opens a menu of the rest. */
const mostOnPhone = 5;

interface NavRailProps {
  /** The places; by default those there are. */
  items?: readonly NavItem[];
  connection: string;
  /** Bucket one is in: its links are counted, and shown. */
  bucket: string | undefined;
  /** Bucket that a list of several is narrowed to: its links are counted too. */
  listed?: string | undefined;
  /** Folder that is shown. */
  prefix?: string;
  /** Key that is open in it. */
  openKey?: string | undefined;
  /** The navigation item that the present page belongs to. */
  current: NavItemName;
}

/** The navItems: names or icons at the left edge, a bar at the lower edge of a phone. */
export function NavRail({
  items: given = navItems,
  connection,
  bucket,
  listed,
  prefix = '',
  openKey,
  current,
}: NavRailProps) {
  const { t, i18n } = useTranslation('shell');
  const deny = useDenial(connection);
  const items = given.filter(({ name }) => name !== 'audit' || deny('audit.read', {}) === undefined);
  const counted = bucket ?? listed;
  const links = useLinkCount(connection, counted);
  const folder = useLastFolder(connection, bucket, { prefix, openKey });
  const atHand = items.length > mostOnPhone ? mostOnPhone - 1 : items.length;
  const icons = useChoice(navRailChoice) === 'icons';
  // Below this width there are icons in any case.
  const compact = useMediaQuery('(40rem <= width < 70rem)');
  return (
    <nav
      aria-label={t('place.label')}
      className={cx(
        'flex shrink-0 border-line bg-surface-0 max-sm:order-last max-sm:border-t sm:flex-col sm:border-r sm:py-2',
        icons ? 'sm:w-12' : 'sm:w-12 lg:w-44',
      )}
    >
      <ul className="flex flex-1 max-sm:justify-around sm:flex-col sm:gap-0.5 sm:px-2">
        {items.map((item, index) => (
          <li className={cx('max-sm:flex-1', index >= atHand && 'max-sm:hidden')} key={item.to}>
            <Link
              // The navItems above a bucket are marked here, not by the length of the address.
              activeOptions={{ exact: true }}
              aria-current={item.name === current ? 'page' : undefined}
              className={cx(
                'flex h-12 items-center gap-2.5 rounded-md px-2 text-13 text-ink-2 hover:bg-surface-3 hover:text-ink-1 max-sm:flex-col max-sm:justify-center max-sm:gap-0.5 max-sm:rounded-none max-sm:text-12 sm:h-8',
                'aria-[current=page]:bg-surface-3 aria-[current=page]:font-medium aria-[current=page]:text-ink-1',
              )}
              data-tip={icons || compact ? t(`place.${item.name}`) : undefined}
              // Browse leads back to the folder one comes from; on the list of buckets it stays there.
              {...(item.name === 'browse' &&
              folder !== undefined &&
              (current !== 'browse' || bucket !== undefined)
                ? toFolderLink(connection, folder)
                : {
                    params: { connection },
                    search:
                      (item.name === 'links' || item.name === 'map') && counted !== undefined
                        ? { bucket: counted }
                        : {},
                    to: item.to,
                  })}
            >
              <Icon className="shrink-0" name={item.icon} />
              <span className={cx(icons ? 'sm:sr-only' : 'sm:max-lg:sr-only')}>
                {t(`place.${item.name}`)}
              </span>
              {item.name === 'links' && links !== undefined && (
                <span
                  aria-label={t('place.linksCount', { count: links })}
                  className={cx('ml-auto text-12 font-normal text-ink-3 max-lg:hidden', icons && 'sm:hidden')}
                  role="note"
                >
                  {links.toLocaleString(i18n.language)}
                </span>
              )}
            </Link>
          </li>
        ))}
        {atHand < items.length && (
          <li className="flex-1 sm:hidden">
            <NavMore connection={connection} items={items.slice(atHand)} />
          </li>
        )}
      </ul>
      <div className="px-2 max-lg:hidden">
        <IconButton
          aria-expanded={!icons}
          icon="rail"
          label={icons ? t('place.expand') : t('place.collapse')}
          onClick={() => navRailChoice.set(icons ? 'names' : 'icons')}
        />
      </div>
    </nav>
  );
}

function toFolderLink(connection: string, { bucket, prefix, key }: Folder) {
  return {
    params: { connection, bucket },
    search: { ...toFolderSearch(prefix), ...(key === undefined ? {} : { key }) },
    to: '/c/$connection/b/$bucket',
  } as const;
}

/** Links of the bucket one is in, or of all; undefined while nothing has been read. */
function useLinkCount(connection: string, bucket: string | undefined): number | undefined {
  const { data } = useQuery({ ...indexQueries.home(connection), staleTime: 60_000 });
  if (data === undefined || data.scannedAt === undefined) return undefined;
  if (bucket === undefined) return data.links;
  const own = data.buckets.find(({ coverage }) => coverage.bucket === bucket);
  return own?.coverage.scannedAt === undefined || own.hierarchicalNamespace ? undefined : own.links;
}
