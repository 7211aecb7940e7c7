import type { GrantedRight } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { connectionQueries } from '../queries/connection-queries.ts';
import { denialParts } from './denial-parts.ts';
import type { Place } from './find-denial.ts';

/** Tells why something cannot be done at a place of the connection; undefined where it can. */
export type FindDenial = (right: GrantedRight | readonly GrantedRight[], place: Place) => string | undefined;

/**
 * What the console was told about the rights of whoever is signed in, and about the connection. It asks for nothing, and
 * denies nothing that it does not know of: the server decides.
 */
export function useDenial(connection: string): FindDenial {
  const { t, i18n } = useTranslation(['access', 'problems']);
  const { data } = useQuery({ ...connectionQueries.list(), enabled: false });
  return (right, place) =>
    denialParts()?.findDenial(connection, data, {
      rights: typeof right === 'string' ? [right] : right,
      place,
      t,
      language: i18n.language,
    });
}
