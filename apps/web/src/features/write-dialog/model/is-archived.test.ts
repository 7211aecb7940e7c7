import { expect, it } from 'vitest';
import { isArchived } from './is-archived.ts';

const restored = 'ongoing-request="false", expiry-date="Sun, 16 Apr 2017 08:12:33 GMT"';

it.each([
  [{ storageClass: 'Standard' }, false],
  [{ storageClass: 'IA' }, false],
  [{ storageClass: 'Archive' }, true],
  [{ storageClass: 'Archive', restore: 'ongoing-request="true"' }, true],
  [{ storageClass: 'ColdArchive', restore: restored }, false],
])('tells of %j whether it is archived: %s', (object, archived) => {
  expect(isArchived(object)).toBe(archived);
});
