/** A cached answer, as far as judging it needs. */
interface CachedAnswer {
  /** Scope first: `connection`, its name, `bucket`, its name, then what was asked and about what. */
  queryKey: readonly unknown[];
  data: unknown;
}

interface WrittenKey {
  connection: string;
  bucket: string;
  key: string;
}

/**
 * Tells whether a write to one key makes a cached answer wrong: pages and completions that show the key, views of it and
 * of links at it, the record of changes, and what the link index says. Everything else of the bucket stays, so that
 * a write does not cost a screenful of calls.
 */
export function isAffected({ queryKey, data }: CachedAnswer, written: WrittenKey): boolean {
  const [, connection, place, bucket, question, subject] = queryKey;
  if (connection !== written.connection) return false;
  if (place === 'changes' || place === 'index') return true;
  if (place !== 'bucket' || bucket !== written.bucket) return false;
  switch (question) {
    case 'page':
      return written.key.startsWith(toText(read(subject, 'prefix')));
    case 'completion':
    case 'target-candidates':
    case 'target-siblings':
      return typeof subject === 'string' && written.key.startsWith(subject);
    case 'resolved-link':
      return subject === written.key || read(data, 'target') === written.key;
    case 'view':
      return subject === written.key || read(data, 'link', 'target', 'key') === written.key;
    case 'preview':
      return subject === written.key;
    default:
      return false;
  }
}

function read(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined),
    value,
  );
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
