import type { TargetCard } from '@signpost/api-contract';
import { expect, it } from 'vitest';
import { toRestoreStage } from './restore-stage.ts';

const object = (storageClass: string, restore?: string): TargetCard['state'] => ({
  found: 'object',
  size: 1,
  etag: 'e',
  lastModified: '',
  storageClass,
  type: 'Normal',
  headers: {},
  metadata: {},
  acl: { known: false, why: 'unreadable' },
  ...(restore === undefined ? {} : { restore }),
});

it.each<[string, TargetCard['state'] | undefined, string]>([
  ['an archived object', object('Archive'), 'archived'],
  ['one that is being restored', object('ColdArchive', 'ongoing-request="true"'), 'restoring'],
  [
    'one that was restored',
    object('DeepColdArchive', 'ongoing-request="false", expiry-date="Sun, 16 Apr 2017 08:12:33 GMT"'),
    'readable',
  ],
  ['an object of a class that is always read', object('Standard'), 'readable'],
  ['nothing', { found: 'nothing', isPrefix: false }, 'other'],
  ['what is no link any more', undefined, 'other'],
])('tells how far %s is from being readable', (_, state, stage) => {
  expect(toRestoreStage(state)).toBe(stage);
});
