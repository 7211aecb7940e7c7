import type { BrowserSearch } from '../../../shared/lib/browser-search.ts';

/** Tells a page of the folder that does not begin with it. */
export function isLaterPage({ cursor, after }: BrowserSearch): boolean {
  return cursor !== undefined || after !== undefined;
}

/** The page holds all of its folder. */
export function isWholeFolder(search: BrowserSearch, page: { nextCursor?: string | undefined }): boolean {
  return !isLaterPage(search) && page.nextCursor === undefined;
}
