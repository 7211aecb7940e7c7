import { fault } from '../protocol/oss-fault.ts';
import type { Bucket } from '../store/buckets.ts';
import type { Entry } from '../store/entry.ts';
import type { StoreView } from '../store/store.ts';
import { createSettingReader } from './read-setting.ts';

const DAY = 86_400_000;

/** A time-based retention policy of a bucket. */
export interface Retention {
  id: string;
  state: 'InProgress' | 'Locked';
  days: number;
  created: number;
}

const readStored = createSettingReader('worm', (text) => JSON.parse(text) as Retention);

/** The policy in force; one not locked within 24 hours lapses. */
export function readRetention(view: StoreView, bucket: Bucket, now: number): Retention | undefined {
  const retention = readStored(view, bucket);
  if (retention?.state === 'InProgress' && now > retention.created + DAY) return undefined;
  return retention;
}

/** @throws OssFault FileImmutable when the version may be neither replaced nor deleted yet */
export function assertMutable(
  view: StoreView,
  bucket: Bucket,
  state: { entry: Entry | undefined; now: number },
): void {
  const { entry, now } = state;
  if (entry === undefined || entry.type === 'Marker') return;
  const retention = readRetention(view, bucket, now);
  if (retention === undefined || now >= entry.modified + retention.days * DAY) return;
  throw fault('FileImmutable', { details: { Key: entry.key } });
}
