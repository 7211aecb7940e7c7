/** How far an archived object is from being readable; `restored` until its readable copy expires. */
export type RestoreState = 'archived' | 'restoring' | 'restored';

/** Reads `x-oss-restore` or a listing's RestoreInfo; absent for an object that nobody asked to restore. */
export function parseRestoreState(text: string | undefined): RestoreState {
  if (text?.includes('ongoing-request="true"') === true) return 'restoring';
  return text?.includes('ongoing-request="false"') === true ? 'restored' : 'archived';
}

/** Whether the object has a readable copy now, by `x-oss-restore` or RestoreInfo. */
export function isRestored(text: string | undefined): boolean {
  return parseRestoreState(text) === 'restored';
}

/** When the readable copy ends, by `x-oss-restore`; undefined where there is none, or the text does not say. */
export function parseRestoreExpiry(text: string | undefined): Date | undefined {
  const date = isRestored(text) ? /expiry-date="([^"]*)"/.exec(text ?? '')?.[1] : undefined;
  const time = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? undefined : new Date(time);
}

/**
 * The text of `x-oss-restore`.
 * @param expiryDate of the readable copy, as an HTTP date; absent while the object is being restored
 */
export function formatRestore(expiryDate?: string): string {
  return expiryDate === undefined
    ? 'ongoing-request="true"'
    : `ongoing-request="false", expiry-date="${expiryDate}"`;
}
