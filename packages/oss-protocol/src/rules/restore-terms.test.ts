import { expect, test } from 'vitest';

import { findRestoreWait, restoreTerms } from './restore-terms.ts';
import { isArchivedClass, storageClasses } from './storage-class.ts';

test('every class whose objects are restored has terms', () => {
  expect(Object.keys(restoreTerms)).toEqual(storageClasses.filter(isArchivedClass));
});

test.each([
  ['Archive', undefined, { least: 60, most: 60 }],
  ['Archive', 'Standard', undefined],
  ['ColdArchive', undefined, undefined],
  ['ColdArchive', 'Bulk', { least: 5 * 3600, most: 12 * 3600 }],
  ['DeepColdArchive', 'Bulk', undefined],
  ['DeepColdArchive', 'Standard', { least: 48 * 3600, most: 48 * 3600 }],
] as const)('a restore of %s by tier %s takes its time', (storageClass, tier, wait) => {
  expect(findRestoreWait(storageClass, tier)).toEqual(wait);
});
