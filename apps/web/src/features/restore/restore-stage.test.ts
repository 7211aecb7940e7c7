import { expect, it } from 'vitest';
import { toLinkState, toObjectState, toView } from '../../testing/sample-views.ts';
import { toRestoreStage } from './restore-stage.ts';
import { toRestoreSubject } from './restore-subject.ts';

const restored = 'ongoing-request="false", expiry-date="Sun, 16 Apr 2017 08:12:33 GMT"';

it.each([
  ['an archived object', { storageClass: 'Archive' }, 'archived'],
  [
    'one that is being restored',
    { storageClass: 'ColdArchive', restore: 'ongoing-request="true"' },
    'restoring',
  ],
  ['one that was restored', { storageClass: 'DeepColdArchive', restore: restored }, 'readable'],
  ['one that the bucket reads directly', { storageClass: 'Archive', archiveDirectRead: true }, 'readable'],
  ['an object of a class that is always read', { storageClass: 'Standard' }, 'readable'],
])('tells how far %s is from being readable', (_, object, stage) => {
  expect(toRestoreStage(object)).toBe(stage);
});

it('restores the target of a link, the object at a key, and nothing else', () => {
  const archived = { ...toObjectState(7), storageClass: 'Archive' };
  expect(toRestoreSubject(toView('a', archived))).toMatchObject({ key: 'a', size: 7, stage: 'archived' });
  const link = toView('l', toLinkState('t'));
  expect(toRestoreSubject(link)).toBeUndefined();
  const { facts, storageClass, type, headers, metadata } = archived;
  const state = { found: 'object', ...facts, storageClass, type, headers, metadata } as const;
  const reached = { health: 'cold' as const, reader: [], publicRead: 'private' as const };
  expect(toRestoreSubject({ ...link, link: { ...reached, target: { key: 't', state } } })).toMatchObject({
    key: 't',
    etag: facts.etag,
  });
  expect(
    toRestoreSubject({
      ...link,
      link: { ...reached, target: { key: 't+u', state: { ...state, readAs: 't u' } } },
    }),
  ).toMatchObject({ key: 't u' });
});
