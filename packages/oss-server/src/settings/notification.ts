import type { StoreView } from '../store/store.ts';
import { createSettingReader } from './read-setting.ts';

/** A message rule: somebody is told when such a key is written or deleted. */
export interface NotificationRule {
  prefix?: string;
  suffix?: string;
}

const TOLD = new Set([
  'PutObject',
  'PutSymlink',
  'CopyObject',
  'AppendObject',
  'CompleteMultipartUpload',
  'DeleteObject',
]);

const readRules = createSettingReader('notification', (text) => JSON.parse(text) as NotificationRule[]);

/** The header by which an answer says that a rule was told. */
export function notificationHeader(
  view: StoreView,
  event: { operation: string; bucket: string | undefined; key: string | undefined },
): Record<string, string> {
  const { operation, bucket, key } = event;
  if (bucket === undefined || key === undefined || !TOLD.has(operation)) return {};
  const found = view.buckets.find(bucket);
  const told =
    found &&
    readRules(view, found)?.some(
      ({ prefix = '', suffix = '' }) => key.startsWith(prefix) && key.endsWith(suffix),
    );
  return told === true ? { 'x-oss-event-status': '{"Result": "Ok"}' } : {};
}
