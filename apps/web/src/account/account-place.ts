import type { QueryOf } from '@signpost/api-contract';
import { getBasePath } from '../shared/lib/base-path.ts';

export const accountPages = [
  'sign-in',
  'account',
  'account/people',
  'account/access',
  'account/connections',
  'account/connections/add',
  'account/connections/edit',
] as const;
export type AccountPage = (typeof accountPages)[number];

/** The page that an address names; the own account where it names none. */
export function toAccountPage(pathname: string): AccountPage {
  const path = pathname.slice(getBasePath().length).replace(/\/$/, '');
  return accountPages.find((page) => page === path) ?? 'account';
}

export function toAccountUrl(page: AccountPage): string {
  return `${getBasePath()}${page}`;
}

/** Where to go on after sign-in: a page of this console, whatever the address says. */
export function toReturnUrl(search: string): string {
  const wanted = new URLSearchParams(search).get('to') ?? '';
  const url = URL.parse(wanted, location.origin);
  const isOwn = url !== null && url.origin === location.origin && url.pathname.startsWith(getBasePath());
  return isOwn && wanted.startsWith('/') ? `${url.pathname}${url.search}${url.hash}` : getBasePath();
}

/** The key that an address of the access review names. */
export function toReviewedKey(search: string): QueryOf<'reviewAccess'> | undefined {
  const params = new URLSearchParams(search);
  const [connection, bucket, key] = [params.get('connection'), params.get('bucket'), params.get('key')];
  return connection === null || bucket === null || key === null ? undefined : { connection, bucket, key };
}

export function toAccessSearch(key: QueryOf<'reviewAccess'>): string {
  return `?${new URLSearchParams(key).toString()}`;
}

/** The connection that the address of a form, or of the list after one was saved, names. */
export function toNamedConnection(search: string): string | undefined {
  return new URLSearchParams(search).get('name') ?? undefined;
}

/** Where a connection is edited. */
export function toEditUrl(name: string): string {
  return `${toAccountUrl('account/connections/edit')}?${new URLSearchParams({ name }).toString()}`;
}

/** The list of connections, which says what was saved. */
export function toSavedUrl(name: string): string {
  return `${toAccountUrl('account/connections')}?${new URLSearchParams({ name }).toString()}`;
}

/** Where the first account of a console is made, which goes on at a page. */
export function toSetUpUrl(page: AccountPage): string {
  return `${toAccountUrl('sign-in')}?${new URLSearchParams({ to: toAccountUrl(page) }).toString()}`;
}
