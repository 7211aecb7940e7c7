import { sql, type SQL } from 'drizzle-orm';

/**
 * A condition that holds, and has the commit of its statement not wait for the disk. For writes that may be lost with
 * the last second before a crash of the database, since what was flushed tells them again. Whatever commits with a
 * flush afterwards carries them along: the order of commits stays.
 */
export function withoutFlush(): SQL {
  return sql`set_config('synchronous_commit', 'off', true) = 'off'`;
}
