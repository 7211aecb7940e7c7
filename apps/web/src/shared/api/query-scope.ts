/**
 * The beginning of every query key, scope first: a write makes everything of its bucket stale with one prefix.
 * Features build their keys on these and never write literal arrays elsewhere.
 */
export const queryScope = {
  connections: () => ['connections'] as const,
  connection: (connection: string) => ['connection', connection] as const,
  bucket: (connection: string, bucket: string) => ['connection', connection, 'bucket', bucket] as const,
  /** What the link index knows: a write anywhere may change any of it, and asking costs no call to OSS. */
  index: (connection: string) => ['connection', connection, 'index'] as const,
  changes: (connection: string) => ['connection', connection, 'changes'] as const,
  plans: (connection: string) => ['connection', connection, 'plans'] as const,
};
