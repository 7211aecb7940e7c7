import { useEffect } from 'react';

interface Visit {
  connection: string;
  bucket: string;
  key: string;
}

/** How many are offered, besides the one where one is. */
const offered = 5;
const visits: Visit[] = [];

/** Remembers, for as long as the page lives, which folders and keys were open. */
export function useRecentPlace(connection: string, bucket: string | undefined, key: string): void {
  useEffect(() => {
    if (bucket === undefined) return;
    const known = visits.findIndex(
      (one) => one.connection === connection && one.bucket === bucket && one.key === key,
    );
    if (known >= 0) visits.splice(known, 1);
    visits.unshift({ connection, bucket, key });
    visits.length = Math.min(visits.length, offered + 1);
  }, [connection, bucket, key]);
}

/** Where one was in a connection, the last place first, without the present one. */
export function listRecentPlaces(connection: string): readonly Omit<Visit, 'connection'>[] {
  return visits.slice(1).filter((one) => one.connection === connection);
}
