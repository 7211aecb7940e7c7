import { assertWritable } from '../oss/connections.ts';
import type { RequestOrigin } from '../changes/change-log.ts';
import type { PrepareContext } from './prepare-write.ts';
import { isDatabaseUnavailable } from '../problems/database-problem.ts';
import { ProblemError } from '../problems/problem-error.ts';
import type { WriteServices } from './write-services.ts';
import type { Lease } from './key-lease.ts';

/** Who writes, over which connection. */
export interface Writer extends PrepareContext {
  services: WriteServices;
  /** Absent where no request asks for the write, as for the rows of a plan. */
  request?: RequestOrigin;
}

/** Works on a key alone. A write that cannot be recorded, or is not allowed over the connection, is refused before anything is sent. */
export async function withKeyLease<T>(
  { connection, services }: Writer,
  { bucket, key }: { bucket: string; key: string },
  work: (lease: Lease) => Promise<T>,
): Promise<T> {
  assertWritable(connection);
  try {
    return await services.keyLease.with({ connection: connection.config.id, bucket, key }, work);
  } catch (error) {
    if (isDatabaseUnavailable(error)) throw new ProblemError('change-not-recorded', {}, { cause: error });
    throw error;
  }
}
