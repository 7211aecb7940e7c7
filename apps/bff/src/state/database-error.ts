import pg from 'pg';

/**
 * Why the database could not do what was asked.
 * - `unreachable`: no connection, or it broke
 * - `busy`: all connections are taken, or a lock or statement took too long
 * - `read-only`, `full`: it takes no writes
 * - `refused`: password, name or right
 * - `other`: a mistake of ours
 */
export type DatabaseFault = 'unreachable' | 'busy' | 'read-only' | 'full' | 'refused' | 'other';

/** SQLSTATE classes and codes (PostgreSQL, appendix A). */
const faultOfState: Readonly<Record<string, DatabaseFault>> = {
  '08': 'unreachable',
  '57P01': 'unreachable',
  '57P02': 'unreachable',
  '57P03': 'unreachable',
  '53300': 'busy',
  '55P03': 'busy',
  '57014': 'busy',
  '40001': 'busy',
  '40P01': 'busy',
  '25006': 'read-only',
  '53100': 'full',
  '53200': 'full',
  '28': 'refused',
  '3D000': 'refused',
  '42501': 'refused',
};

/** Tells what went wrong; undefined for an error that is not the database's. */
export function toDatabaseFault(error: unknown): DatabaseFault | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof pg.DatabaseError) {
    const code = error.code ?? '';
    return faultOfState[code] ?? faultOfState[code.slice(0, 2)] ?? 'other';
  }
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === 'connect' || syscall === 'getaddrinfo' || syscall === 'read' || syscall === 'write')
    return 'unreachable';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'unreachable';
  // The driver has no codes for these (pg 8.23, client.js and pg-pool).
  if (/^Connection terminated|not queryable|Client was closed|Cannot use a pool after/.test(error.message))
    return 'unreachable';
  if (/timeout exceeded when trying to connect|Query read timeout/.test(error.message)) return 'busy';
  return toDatabaseFault(error.cause);
}
