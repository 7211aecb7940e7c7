import type { Permit } from '../auth/permit.ts';

/**
 * Asks for the right to see every key of a bucket: a source of scans names them all.
 * @returns whether the actor may read every key of another bucket, where an inventory may be written to
 * @throws ProblemError `right-missing`
 */
export function demandWhole(
  { connection, bucket }: { connection: string; bucket: string },
  permit: Permit,
): (bucket: string) => boolean {
  permit.demand('link.read', { connection, bucket });
  permit.demand('object.read', { connection, bucket });
  return (other) => permit.may('object.read', { connection, bucket: other });
}
